CREATE TABLE `collection_revisions` (
	`collection` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`digest` text NOT NULL,
	`document` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reserve_norms` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`baseRevision` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	CONSTRAINT "reserve_norms_name" CHECK(length("name") BETWEEN 1 AND 80),
	CONSTRAINT "reserve_norms_version" CHECK("version" >= 1),
	CONSTRAINT "reserve_norms_content" CHECK(coalesce(json_type("content"), '') = 'object')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reserve_norms_name_unique` ON `reserve_norms` (lower("name"));--> statement-breakpoint
CREATE TABLE `road_closures` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`baseRevision` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	CONSTRAINT "road_closures_name" CHECK(length("name") BETWEEN 1 AND 120),
	CONSTRAINT "road_closures_version" CHECK("version" >= 1),
	CONSTRAINT "road_closures_content" CHECK(coalesce(json_type("content", '$.area'), '') = 'object' AND
       coalesce(json_type("content", '$.from'), '') = 'text')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `road_closures_name_unique` ON `road_closures` (lower("name"));--> statement-breakpoint
CREATE TABLE `stock_batches` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`stockpileId` text NOT NULL,
	`item` text NOT NULL,
	`batch` text NOT NULL,
	`receivedOn` text NOT NULL,
	`expiresOn` text,
	`onHand` integer DEFAULT 0 NOT NULL,
	`reserved` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`stockpileId`) REFERENCES `stockpiles`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_batches_item_known" CHECK("item" GLOB '[a-z]*'),
	CONSTRAINT "stock_batches_batch" CHECK(length("batch") > 0),
	CONSTRAINT "stock_batches_received" CHECK("receivedOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "stock_batches_expires" CHECK("expiresOn" IS NULL OR "expiresOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "stock_batches_available" CHECK("reserved" >= 0 AND "reserved" <= "onHand")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stock_batches_unique` ON `stock_batches` (`stockpileId`,`item`,`batch`);--> statement-breakpoint
CREATE INDEX `stock_batches_item` ON `stock_batches` (`item`);--> statement-breakpoint
CREATE TABLE `stock_minimums` (
	`stockpileId` text NOT NULL,
	`item` text NOT NULL,
	`minimum` integer NOT NULL,
	PRIMARY KEY(`stockpileId`, `item`),
	FOREIGN KEY (`stockpileId`) REFERENCES `stockpiles`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_minimums_minimum" CHECK("minimum" >= 0)
);
--> statement-breakpoint
CREATE TABLE `stock_movements` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batchId` integer NOT NULL,
	`kind` text NOT NULL,
	`quantity` integer NOT NULL,
	`onHandChange` integer GENERATED ALWAYS AS (CASE WHEN "kind" IN ('receipt', 'transfer-in', 'stocktake-surplus') THEN "quantity"
    WHEN "kind" IN ('issue', 'transfer-out', 'stocktake-shortage', 'loss', 'expiry') THEN -"quantity" ELSE 0 END) STORED NOT NULL,
	`reservedChange` integer GENERATED ALWAYS AS (CASE WHEN "kind" IN ('reservation') THEN "quantity"
    WHEN "kind" IN ('release', 'transfer-out') THEN -"quantity" ELSE 0 END) STORED NOT NULL,
	`lineId` integer,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`reason` text NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`batchId`) REFERENCES `stock_batches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lineId`) REFERENCES `transfer_lines`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_movements_kind" CHECK("kind" IN ('receipt', 'issue', 'reservation', 'release', 'transfer-out', 'transfer-in', 'stocktake-surplus', 'stocktake-shortage', 'loss', 'expiry')),
	CONSTRAINT "stock_movements_quantity" CHECK("quantity" > 0),
	CONSTRAINT "stock_movements_line_known" CHECK("kind" NOT IN ('reservation', 'release', 'transfer-out') OR "lineId" IS NOT NULL),
	CONSTRAINT "stock_movements_told" CHECK(length("actor") > 0 AND length("reason") > 0 AND length("document") > 0)
);
--> statement-breakpoint
CREATE INDEX `stock_movements_batch` ON `stock_movements` (`batchId`,`onHandChange`,`reservedChange`);--> statement-breakpoint
CREATE INDEX `stock_movements_line` ON `stock_movements` (`lineId`);--> statement-breakpoint
CREATE TABLE `stocktakes` (
	`id` integer PRIMARY KEY NOT NULL,
	`stockpileId` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`reason` text NOT NULL,
	`counts` text NOT NULL,
	FOREIGN KEY (`stockpileId`) REFERENCES `stockpiles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `transfer_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`transferId` integer NOT NULL,
	`step` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`note` text NOT NULL,
	`loads` text NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`transferId`) REFERENCES `transfers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "transfer_events_step" CHECK("step" IN ('approve', 'approve-by-phone', 'papers', 'load', 'depart', 'receive', 'return', 'close', 'cancel', 'create')),
	CONSTRAINT "transfer_events_state" CHECK("state" IN ('draft', 'approved', 'loading', 'in-transit', 'received', 'closed', 'returned', 'cancelled')),
	CONSTRAINT "transfer_events_actor" CHECK(length("actor") > 0)
);
--> statement-breakpoint
CREATE INDEX `transfer_events_transfer` ON `transfer_events` (`transferId`);--> statement-breakpoint
CREATE TABLE `transfer_lines` (
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
	FOREIGN KEY (`loadId`) REFERENCES `transfer_loads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batchId`) REFERENCES `stock_batches`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "transfer_lines_quantity" CHECK("quantity" > 0),
	CONSTRAINT "transfer_lines_promised" CHECK("reserved" >= 0 AND "shipped" >= 0 AND "reserved" + "shipped" <= "quantity"),
	CONSTRAINT "transfer_lines_arrived" CHECK("received" >= 0 AND "damaged" >= 0 AND "missing" >= 0 AND "returned" >= 0 AND "received" + "damaged" + "missing" <= "shipped" AND "returned" <= "shipped")
);
--> statement-breakpoint
CREATE INDEX `transfer_lines_load` ON `transfer_lines` (`loadId`);--> statement-breakpoint
CREATE INDEX `transfer_lines_batch` ON `transfer_lines` (`batchId`);--> statement-breakpoint
CREATE TABLE `transfer_loads` (
	`id` integer PRIMARY KEY NOT NULL,
	`transferId` integer NOT NULL,
	`load` integer NOT NULL,
	`stockpileId` text NOT NULL,
	`site` integer NOT NULL,
	`state` text NOT NULL,
	`lorries` integer NOT NULL,
	`leavesAt` text NOT NULL,
	`arrivesAt` text NOT NULL,
	`departedAt` text,
	`receivedAt` text,
	`route` text NOT NULL,
	FOREIGN KEY (`transferId`) REFERENCES `transfers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stockpileId`) REFERENCES `stockpiles`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "transfer_loads_state" CHECK("state" IN ('reserved', 'loading', 'in-transit', 'received', 'returned', 'cancelled')),
	CONSTRAINT "transfer_loads_lorries" CHECK("lorries" >= 0),
	CONSTRAINT "transfer_loads_route" CHECK(coalesce(json_type("route"), '') = 'array')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `transfer_loads_load` ON `transfer_loads` (`transferId`,`load`);--> statement-breakpoint
CREATE TABLE `transfers` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`year` integer NOT NULL,
	`yearSequence` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`isEmergency` integer NOT NULL,
	`requestedBy` text NOT NULL,
	`reason` text NOT NULL,
	`sites` text NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`approval` text,
	`approvedBy` text,
	`approvedAt` text,
	`papersDueAt` text,
	`papersAt` text,
	CONSTRAINT "transfers_number" CHECK("number" = '济防调〔' || "year" || '〕' || printf('%04d', "yearSequence")),
	CONSTRAINT "transfers_state_known" CHECK("state" IN ('draft', 'approved', 'loading', 'in-transit', 'received', 'closed', 'returned', 'cancelled')),
	CONSTRAINT "transfers_emergency" CHECK("isEmergency" IN (0, 1)),
	CONSTRAINT "transfers_sites" CHECK(coalesce(json_type("sites"), '') = 'array'),
	CONSTRAINT "transfers_approval" CHECK("approval" IS NULL OR "approval" IN ('paper', 'phone')),
	CONSTRAINT "transfers_approved" CHECK(("approval" IS NULL) = ("approvedAt" IS NULL) AND ("approval" IS NULL) = ("approvedBy" IS NULL)),
	CONSTRAINT "transfers_papers" CHECK((coalesce("approval", '') = 'phone') = ("papersDueAt" IS NOT NULL)),
	CONSTRAINT "transfers_state_approved" CHECK("state" IN ('draft', 'cancelled') OR "approval" IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `transfers_number_unique` ON `transfers` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `transfers_year_sequence` ON `transfers` (`year`,`yearSequence`);--> statement-breakpoint
CREATE INDEX `transfers_state` ON `transfers` (`state`);--> statement-breakpoint
CREATE TABLE `warnings` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`baseRevision` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	CONSTRAINT "warnings_name" CHECK(length("name") BETWEEN 1 AND 200),
	CONSTRAINT "warnings_version" CHECK("version" >= 1),
	CONSTRAINT "warnings_content" CHECK(coalesce(json_extract("content", '$.level'), '') IN ('blue', 'yellow', 'orange', 'red'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `warnings_name_unique` ON `warnings` (lower("name"));--> statement-breakpoint
ALTER TABLE `stockpiles` ADD COLUMN `lorryCount` integer CONSTRAINT "stockpiles_lorryCount" CHECK("lorryCount" >= 0 AND "lorryCount" <= 1000);--> statement-breakpoint
ALTER TABLE `stockpiles` ADD COLUMN `lorryKilograms` integer CONSTRAINT "stockpiles_lorryKilograms" CHECK("lorryKilograms" >= 100 AND "lorryKilograms" <= 50000);--> statement-breakpoint
ALTER TABLE `stockpiles` ADD COLUMN `lorryCubicMetres` real CONSTRAINT "stockpiles_lorryCubicMetres" CHECK("lorryCubicMetres" >= 1 AND "lorryCubicMetres" <= 200);--> statement-breakpoint
UPDATE `stockpiles` SET `featureJson` = json_set(`featureJson`, '$.properties.lorryCount', NULL, '$.properties.lorryKilograms', NULL, '$.properties.lorryCubicMetres', NULL);
