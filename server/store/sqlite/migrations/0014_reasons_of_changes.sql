PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_feature_changes` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`revision` integer NOT NULL,
	`collection` text NOT NULL,
	`featureId` text,
	`kind` text NOT NULL,
	`who` text NOT NULL,
	`reason` text,
	`importId` integer,
	`guarded` integer DEFAULT 1 NOT NULL,
	`at` text NOT NULL,
	`before` text,
	`after` text,
	CONSTRAINT "feature_changes_kind" CHECK("kind" IN ('create', 'update', 'delete', 'restore', 'empty', 'replace')),
	CONSTRAINT "feature_changes_who" CHECK(length("who") > 0),
	CONSTRAINT "feature_changes_reason" CHECK("reason" IS NULL OR length("reason") > 0),
	CONSTRAINT "feature_changes_guarded" CHECK("guarded" IN (0, 1)),
	CONSTRAINT "feature_changes_whole" CHECK(("kind" = 'replace') = ("featureId" IS NULL))
);
--> statement-breakpoint
INSERT INTO `__new_feature_changes`("sequence", "revision", "collection", "featureId", "kind", "who", "at", "before", "after") SELECT "sequence", "revision", "collection", "featureId", "kind", "who", "at", "before", "after" FROM `feature_changes`;--> statement-breakpoint
DROP TABLE `feature_changes`;--> statement-breakpoint
ALTER TABLE `__new_feature_changes` RENAME TO `feature_changes`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `feature_changes_feature` ON `feature_changes` (`collection`,`featureId`);--> statement-breakpoint
CREATE INDEX `feature_changes_import` ON `feature_changes` (`importId`) WHERE "importId" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `feature_changes_deleted` ON `feature_changes` (`kind`) WHERE "kind" = 'delete';