CREATE TABLE `saved_standards` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`baseRevision` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	CONSTRAINT "saved_standards_name" CHECK(length("name") BETWEEN 1 AND 60),
	CONSTRAINT "saved_standards_version" CHECK("version" >= 1),
	CONSTRAINT "saved_standards_content" CHECK(coalesce(json_extract("content", '$.urban'), 0) BETWEEN 30 AND 7200 AND coalesce(json_extract("content", '$.rural'), 0) BETWEEN 30 AND 7200)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_standards_name_unique` ON `saved_standards` (lower("name"));--> statement-breakpoint
CREATE TABLE `scenarios` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`baseRevision` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	CONSTRAINT "scenarios_name" CHECK(length("name") BETWEEN 1 AND 80),
	CONSTRAINT "scenarios_version" CHECK("version" >= 1),
	CONSTRAINT "scenarios_content" CHECK(coalesce(json_type("content", '$.changes'), '') = 'object')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scenarios_name_unique` ON `scenarios` (lower("name"));