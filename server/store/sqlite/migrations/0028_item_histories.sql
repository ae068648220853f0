PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_hazard_changes` (
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
	CONSTRAINT "hazard_changes_subject" CHECK("subject" IN ('closures', 'warnings', 'itemSheets')),
	CONSTRAINT "hazard_changes_kind" CHECK("kind" IN ('create', 'update', 'end', 'delete')),
	CONSTRAINT "hazard_changes_who" CHECK(length("who") > 0),
	CONSTRAINT "hazard_changes_content" CHECK(coalesce(json_type("content"), '') = 'object')
);
--> statement-breakpoint
INSERT INTO `__new_hazard_changes`("sequence", "subject", "documentId", "version", "kind", "at", "who", "reason", "name", "content") SELECT "sequence", "subject", "documentId", "version", "kind", "at", "who", "reason", "name", "content" FROM `hazard_changes`;--> statement-breakpoint
DROP TABLE `hazard_changes`;--> statement-breakpoint
ALTER TABLE `__new_hazard_changes` RENAME TO `hazard_changes`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `hazard_changes_document` ON `hazard_changes` (`subject`,`documentId`);