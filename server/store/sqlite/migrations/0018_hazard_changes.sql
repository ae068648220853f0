CREATE TABLE `hazard_changes` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`documentId` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	`who` text NOT NULL,
	`reason` text,
	`name` text NOT NULL,
	`content` text NOT NULL,
	CONSTRAINT "hazard_changes_subject" CHECK("subject" IN ('closures', 'warnings')),
	CONSTRAINT "hazard_changes_kind" CHECK("kind" IN ('create', 'update', 'end', 'delete')),
	CONSTRAINT "hazard_changes_who" CHECK(length("who") > 0),
	CONSTRAINT "hazard_changes_content" CHECK(coalesce(json_type("content"), '') = 'object')
);
--> statement-breakpoint
CREATE INDEX `hazard_changes_document` ON `hazard_changes` (`subject`,`documentId`);--> statement-breakpoint
DROP INDEX `warnings_name_unique`;--> statement-breakpoint
CREATE UNIQUE INDEX `warnings_name_unique` ON `warnings` (lower("name")) WHERE json_extract("content", '$.ended') IS NULL;