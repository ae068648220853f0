PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_stock_movements` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batchId` integer NOT NULL,
	`kind` text NOT NULL,
	`quantity` integer NOT NULL,
	`onHandChange` integer GENERATED ALWAYS AS (CASE WHEN "kind" IN ('receipt', 'purchase', 'donation', 'put-back', 'loan-in', 'loan-out-back', 'transfer-in', 'transfer-out-undone', 'stocktake-surplus') THEN "quantity"
    WHEN "kind" IN ('loan-in-back', 'loan-out', 'issue', 'drill', 'transfer-out', 'transfer-in-undone', 'stocktake-shortage', 'loss', 'expiry') THEN -"quantity" ELSE 0 END) STORED NOT NULL,
	`reservedChange` integer GENERATED ALWAYS AS (CASE WHEN "kind" IN ('reservation', 'transfer-out-undone') THEN "quantity"
    WHEN "kind" IN ('release', 'transfer-out') THEN -"quantity" ELSE 0 END) STORED NOT NULL,
	`onHandAfter` integer DEFAULT 0 NOT NULL,
	`reservedAfter` integer DEFAULT 0 NOT NULL,
	`lineId` integer,
	`party` text,
	`dueOn` text,
	`loan` integer,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`reason` text NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`batchId`) REFERENCES `stock_batches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lineId`) REFERENCES `transfer_lines`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_movements_kind" CHECK("kind" IN ('receipt', 'purchase', 'donation', 'put-back', 'loan-in', 'loan-in-back', 'loan-out', 'loan-out-back', 'issue', 'drill', 'reservation', 'release', 'transfer-out', 'transfer-in', 'transfer-out-undone', 'transfer-in-undone', 'stocktake-surplus', 'stocktake-shortage', 'loss', 'expiry')),
	CONSTRAINT "stock_movements_quantity" CHECK("quantity" > 0),
	CONSTRAINT "stock_movements_line_known" CHECK("kind" NOT IN ('reservation', 'release', 'transfer-out', 'transfer-out-undone') OR "lineId" IS NOT NULL),
	CONSTRAINT "stock_movements_lent" CHECK(("kind" IN ('loan-in', 'loan-out')) = ("dueOn" IS NOT NULL) AND ("kind" IN ('loan-in', 'loan-out')) = (coalesce(length("party"), 0) > 0)),
	CONSTRAINT "stock_movements_due" CHECK("dueOn" IS NULL OR "dueOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "stock_movements_loan_known" CHECK(("kind" IN ('loan-in-back', 'loan-out-back')) = ("loan" IS NOT NULL)),
	CONSTRAINT "stock_movements_told" CHECK(length("actor") > 0 AND length("reason") > 0 AND length("document") > 0)
);
--> statement-breakpoint
INSERT INTO `__new_stock_movements`("sequence", "batchId", "kind", "quantity", "onHandAfter", "reservedAfter", "lineId", "at", "actor", "reason", "document") SELECT "sequence", "batchId", "kind", "quantity", "onHandAfter", "reservedAfter", "lineId", "at", "actor", "reason", "document" FROM `stock_movements`;--> statement-breakpoint
DROP TABLE `stock_movements`;--> statement-breakpoint
ALTER TABLE `__new_stock_movements` RENAME TO `stock_movements`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `stock_movements_due` ON `stock_movements` (`dueOn`) WHERE "dueOn" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `stock_movements_loan` ON `stock_movements` (`loan`) WHERE "loan" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `stock_movements_batch` ON `stock_movements` (`batchId`);--> statement-breakpoint
CREATE INDEX `stock_movements_line` ON `stock_movements` (`lineId`);--> statement-breakpoint
ALTER TABLE `stock_batches` ADD `lender` text;