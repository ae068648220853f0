CREATE TABLE `import_mappings` (
	`signature` text PRIMARY KEY NOT NULL,
	`mapping` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `import_rows` (
	`importId` integer NOT NULL,
	`position` integer NOT NULL,
	`row` integer NOT NULL,
	`status` text NOT NULL,
	`name` text,
	`report` text NOT NULL,
	`collection` text,
	`featureId` text,
	`geometry` text,
	`west` real,
	`south` real,
	`east` real,
	`north` real,
	`featureJson` text,
	`before` text,
	`after` text,
	PRIMARY KEY(`importId`, `position`),
	FOREIGN KEY (`importId`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "import_rows_status" CHECK("status" IN ('add', 'update', 'unchanged', 'unplaced', 'reject', 'skip'))
);
--> statement-breakpoint
CREATE INDEX `import_rows_feature` ON `import_rows` (`importId`,`collection`,`featureId`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`fileName` text NOT NULL,
	`state` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`committedBy` text,
	`committedAt` text,
	`undoneBy` text,
	`undoneAt` text,
	`report` text,
	`refusal` text,
	`choices` text NOT NULL,
	`basis` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "imports_state" CHECK("state" IN ('reading', 'staged', 'refused', 'failed', 'committed', 'undone')),
	CONSTRAINT "imports_by" CHECK(length("by") > 0),
	CONSTRAINT "imports_choices" CHECK(json_valid("choices")),
	CONSTRAINT "imports_committed" CHECK(("committedAt" IS NULL) = ("committedBy" IS NULL)),
	CONSTRAINT "imports_undone" CHECK(("undoneAt" IS NULL) = ("undoneBy" IS NULL)),
	CONSTRAINT "imports_whole" CHECK(("state" IN ('committed', 'undone')) = ("committedAt" IS NOT NULL))
);
