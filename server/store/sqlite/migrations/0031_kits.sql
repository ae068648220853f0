CREATE TABLE `kits` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`baseRevision` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	CONSTRAINT "kits_name" CHECK(length("name") BETWEEN 1 AND 80),
	CONSTRAINT "kits_version" CHECK("version" >= 1),
	CONSTRAINT "kits_content" CHECK(coalesce(json_type("content", '$.parts'), '') = 'array')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kits_name_unique` ON `kits` (lower("name"));--> statement-breakpoint
ALTER TABLE `transfer_loads` ADD `kits` text DEFAULT '[]' NOT NULL;