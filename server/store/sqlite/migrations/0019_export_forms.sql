CREATE TABLE `export_forms` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`baseRevision` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	CONSTRAINT "export_forms_name" CHECK(length("name") BETWEEN 1 AND 80),
	CONSTRAINT "export_forms_version" CHECK("version" >= 1),
	CONSTRAINT "export_forms_content" CHECK(coalesce(json_type("content", '$.sheets'), '') = 'array')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `export_forms_name_unique` ON `export_forms` (lower("name"));