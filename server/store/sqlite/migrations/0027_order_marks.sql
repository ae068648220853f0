PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_transfers` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`year` integer NOT NULL,
	`yearSequence` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`isEmergency` integer NOT NULL,
	`requestedBy` text NOT NULL,
	`reason` text NOT NULL,
	`sites` text NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`approval` text,
	`approvedBy` text,
	`approvedAt` text,
	`papersDueAt` text,
	`papersAt` text,
	CONSTRAINT "transfers_number" CHECK("number" GLOB '?*〔' || "year" || '〕' || printf('%04d', "yearSequence")),
	CONSTRAINT "transfers_state_known" CHECK("state" IN ('draft', 'approved', 'loading', 'in-transit', 'received', 'closed', 'returned', 'cancelled')),
	CONSTRAINT "transfers_emergency" CHECK("isEmergency" IN (0, 1)),
	CONSTRAINT "transfers_sites" CHECK(coalesce(json_type("sites"), '') = 'array'),
	CONSTRAINT "transfers_approval" CHECK("approval" IS NULL OR "approval" IN ('paper', 'phone')),
	CONSTRAINT "transfers_approved" CHECK(("approval" IS NULL) = ("approvedAt" IS NULL) AND ("approval" IS NULL) = ("approvedBy" IS NULL)),
	CONSTRAINT "transfers_papers" CHECK((coalesce("approval", '') = 'phone') = ("papersDueAt" IS NOT NULL)),
	CONSTRAINT "transfers_state_approved" CHECK("state" IN ('draft', 'cancelled') OR "approval" IS NOT NULL)
);
--> statement-breakpoint
INSERT INTO `__new_transfers`("id", "number", "year", "yearSequence", "state", "version", "isEmergency", "requestedBy", "reason", "sites", "createdAt", "updatedAt", "approval", "approvedBy", "approvedAt", "papersDueAt", "papersAt") SELECT "id", "number", "year", "yearSequence", "state", "version", "isEmergency", "requestedBy", "reason", "sites", "createdAt", "updatedAt", "approval", "approvedBy", "approvedAt", "papersDueAt", "papersAt" FROM `transfers`;--> statement-breakpoint
DROP TABLE `transfers`;--> statement-breakpoint
ALTER TABLE `__new_transfers` RENAME TO `transfers`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `transfers_number_unique` ON `transfers` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `transfers_year_sequence` ON `transfers` (`year`,`yearSequence`);--> statement-breakpoint
CREATE INDEX `transfers_state` ON `transfers` (`state`);