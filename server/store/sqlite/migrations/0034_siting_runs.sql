CREATE TABLE `siting_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`baseRevision` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	CONSTRAINT "siting_runs_name" CHECK(length("name") BETWEEN 1 AND 80),
	CONSTRAINT "siting_runs_version" CHECK("version" >= 1),
	CONSTRAINT "siting_runs_content" CHECK(coalesce(json_type("content", '$.answer'), '') = 'object' AND
       length("content") <= 1000011)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `siting_runs_name_unique` ON `siting_runs` (lower("name"));