CREATE TABLE `item_sheets` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`baseRevision` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	CONSTRAINT "item_sheets_name" CHECK(length("name") BETWEEN 1 AND 80),
	CONSTRAINT "item_sheets_version" CHECK("version" >= 1),
	CONSTRAINT "item_sheets_content" CHECK(coalesce(json_type("content", '$.item'), '') = 'text')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_sheets_name_unique` ON `item_sheets` (lower("name"));