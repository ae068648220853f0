CREATE TABLE `feature_changes` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`revision` integer NOT NULL,
	`collection` text NOT NULL,
	`featureId` text,
	`kind` text NOT NULL,
	`who` text NOT NULL,
	`at` text NOT NULL,
	`before` text,
	`after` text,
	CONSTRAINT "feature_changes_kind" CHECK("kind" IN ('create', 'update', 'delete', 'replace')),
	CONSTRAINT "feature_changes_who" CHECK(length("who") > 0),
	CONSTRAINT "feature_changes_whole" CHECK(("kind" = 'replace') = ("featureId" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `feature_changes_feature` ON `feature_changes` (`collection`,`featureId`);--> statement-breakpoint
CREATE INDEX `idempotency_keys_at` ON `idempotency_keys` (`at`);