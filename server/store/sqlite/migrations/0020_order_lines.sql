PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_stock_movements` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batchId` integer NOT NULL,
	`kind` text NOT NULL,
	`quantity` integer NOT NULL,
	`onHandChange` integer GENERATED ALWAYS AS (CASE WHEN "kind" IN ('receipt', 'transfer-in', 'transfer-out-undone', 'stocktake-surplus') THEN "quantity"
    WHEN "kind" IN ('issue', 'transfer-out', 'transfer-in-undone', 'stocktake-shortage', 'loss', 'expiry') THEN -"quantity" ELSE 0 END) STORED NOT NULL,
	`reservedChange` integer GENERATED ALWAYS AS (CASE WHEN "kind" IN ('reservation', 'transfer-out-undone') THEN "quantity"
    WHEN "kind" IN ('release', 'transfer-out') THEN -"quantity" ELSE 0 END) STORED NOT NULL,
	`onHandAfter` integer DEFAULT 0 NOT NULL,
	`reservedAfter` integer DEFAULT 0 NOT NULL,
	`lineId` integer,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`reason` text NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`batchId`) REFERENCES `stock_batches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lineId`) REFERENCES `transfer_lines`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_movements_kind" CHECK("kind" IN ('receipt', 'issue', 'reservation', 'release', 'transfer-out', 'transfer-in', 'transfer-out-undone', 'transfer-in-undone', 'stocktake-surplus', 'stocktake-shortage', 'loss', 'expiry')),
	CONSTRAINT "stock_movements_quantity" CHECK("quantity" > 0),
	CONSTRAINT "stock_movements_line_known" CHECK("kind" NOT IN ('reservation', 'release', 'transfer-out', 'transfer-out-undone') OR "lineId" IS NOT NULL),
	CONSTRAINT "stock_movements_told" CHECK(length("actor") > 0 AND length("reason") > 0 AND length("document") > 0)
);
--> statement-breakpoint
INSERT INTO `__new_stock_movements`("sequence", "batchId", "kind", "quantity", "onHandAfter", "reservedAfter", "lineId", "at", "actor", "reason", "document") SELECT "sequence", "batchId", "kind", "quantity", "onHandAfter", "reservedAfter", "lineId", "at", "actor", "reason", "document" FROM `stock_movements`;--> statement-breakpoint
DROP TABLE `stock_movements`;--> statement-breakpoint
ALTER TABLE `__new_stock_movements` RENAME TO `stock_movements`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `stock_movements_batch` ON `stock_movements` (`batchId`);--> statement-breakpoint
CREATE INDEX `stock_movements_line` ON `stock_movements` (`lineId`);--> statement-breakpoint
CREATE TABLE `__new_transfer_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`transferId` integer NOT NULL,
	`step` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`note` text NOT NULL,
	`loads` text NOT NULL,
	`state` text NOT NULL,
	`changes` text DEFAULT '{}' NOT NULL,
	`undoes` integer,
	FOREIGN KEY (`transferId`) REFERENCES `transfers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "transfer_events_step" CHECK("step" IN ('approve', 'approve-by-phone', 'papers', 'load', 'depart', 'receive', 'return', 'use', 'hand-over', 'close', 'cancel', 'undo', 'create')),
	CONSTRAINT "transfer_events_state" CHECK("state" IN ('draft', 'approved', 'loading', 'in-transit', 'received', 'closed', 'returned', 'cancelled')),
	CONSTRAINT "transfer_events_actor" CHECK(length("actor") > 0),
	CONSTRAINT "transfer_events_changes" CHECK(coalesce(json_type("changes"), '') = 'object'),
	CONSTRAINT "transfer_events_undoing" CHECK(("step" = 'undo') = ("undoes" IS NOT NULL) AND ("step" <> 'undo' OR length("note") > 0))
);
--> statement-breakpoint
INSERT INTO `__new_transfer_events`("id", "transferId", "step", "at", "actor", "note", "loads", "state") SELECT "id", "transferId", "step", "at", "actor", "note", "loads", "state" FROM `transfer_events`;--> statement-breakpoint
DROP TABLE `transfer_events`;--> statement-breakpoint
ALTER TABLE `__new_transfer_events` RENAME TO `transfer_events`;--> statement-breakpoint
CREATE UNIQUE INDEX `transfer_events_undoes` ON `transfer_events` (`undoes`);--> statement-breakpoint
CREATE INDEX `transfer_events_transfer` ON `transfer_events` (`transferId`);--> statement-breakpoint
CREATE TABLE `__new_transfer_lines` (
	`id` integer PRIMARY KEY NOT NULL,
	`loadId` integer NOT NULL,
	`batchId` integer NOT NULL,
	`quantity` integer NOT NULL,
	`reserved` integer DEFAULT 0 NOT NULL,
	`shipped` integer DEFAULT 0 NOT NULL,
	`received` integer DEFAULT 0 NOT NULL,
	`damaged` integer DEFAULT 0 NOT NULL,
	`missing` integer DEFAULT 0 NOT NULL,
	`returned` integer DEFAULT 0 NOT NULL,
	`underWay` integer DEFAULT 0 NOT NULL,
	`atSite` integer DEFAULT 0 NOT NULL,
	`used` integer DEFAULT 0 NOT NULL,
	`handedOver` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`loadId`) REFERENCES `transfer_loads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batchId`) REFERENCES `stock_batches`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "transfer_lines_quantity" CHECK("quantity" > 0),
	CONSTRAINT "transfer_lines_promised" CHECK("reserved" >= 0 AND "shipped" >= 0 AND "reserved" + "shipped" <= "quantity"),
	CONSTRAINT "transfer_lines_counted" CHECK("shipped" >= 0 AND "received" >= 0 AND "underWay" >= 0 AND "atSite" >= 0 AND "damaged" >= 0 AND "missing" >= 0 AND "returned" >= 0 AND "used" >= 0 AND "handedOver" >= 0),
	CONSTRAINT "transfer_lines_accounted" CHECK("shipped" = "underWay" + "atSite" + "damaged" + "missing" + "returned" + "used" + "handedOver"),
	CONSTRAINT "transfer_lines_arrived" CHECK("received" >= "atSite" + "used" + "handedOver" AND "received" <= "shipped" - "underWay" - "missing")
);
--> statement-breakpoint
INSERT INTO `__new_transfer_lines`("id", "loadId", "batchId", "quantity", "reserved", "shipped", "received", "damaged", "missing", "returned", "underWay", "atSite", "used", "handedOver")
SELECT l."id", "loadId", "batchId", "quantity", "reserved", "shipped", "received", "damaged", "missing", "returned",
	CASE WHEN o."state" = 'in-transit' THEN "shipped" ELSE 0 END,
	CASE WHEN o."state" = 'received' AND json_extract(t."sites", '$[' || o."site" || '].stockpileId') IS NULL THEN "received" ELSE 0 END,
	CASE WHEN o."state" = 'returned' AND "received" > 0 THEN "received" - "returned" ELSE 0 END,
	CASE WHEN o."state" = 'received' AND json_extract(t."sites", '$[' || o."site" || '].stockpileId') IS NOT NULL THEN "received" ELSE 0 END
FROM `transfer_lines` l JOIN `transfer_loads` o ON o."id" = l."loadId" JOIN `transfers` t ON t."id" = o."transferId";--> statement-breakpoint
DROP TABLE `transfer_lines`;--> statement-breakpoint
ALTER TABLE `__new_transfer_lines` RENAME TO `transfer_lines`;--> statement-breakpoint
CREATE INDEX `transfer_lines_load` ON `transfer_lines` (`loadId`);--> statement-breakpoint
CREATE INDEX `transfer_lines_batch` ON `transfer_lines` (`batchId`);--> statement-breakpoint
CREATE INDEX `transfer_lines_at_site` ON `transfer_lines` (`loadId`) WHERE "atSite" > 0;