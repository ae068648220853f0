CREATE TABLE `load_photos` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`loadId` integer NOT NULL,
	`step` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`mediaType` text NOT NULL,
	`picture` blob NOT NULL,
	FOREIGN KEY (`loadId`) REFERENCES `transfer_loads`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "load_photos_step" CHECK("step" IN ('load', 'depart', 'arrive', 'receive')),
	CONSTRAINT "load_photos_actor" CHECK(length("actor") > 0),
	CONSTRAINT "load_photos_media_type" CHECK("mediaType" IN ('image/jpeg', 'image/png', 'image/webp')),
	CONSTRAINT "load_photos_size" CHECK(length("picture") BETWEEN 1 AND 2097152)
);
--> statement-breakpoint
CREATE INDEX `load_photos_load` ON `load_photos` (`loadId`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_transfer_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`transferId` integer NOT NULL,
	`step` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`note` text NOT NULL,
	`loads` text NOT NULL,
	`state` text NOT NULL,
	`changes` text DEFAULT '{}' NOT NULL,
	`undoes` integer,
	FOREIGN KEY (`transferId`) REFERENCES `transfers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "transfer_events_step" CHECK("step" IN ('approve', 'approve-by-phone', 'papers', 'load', 'depart', 'arrive', 'receive', 'return', 'use', 'hand-over', 'close', 'cancel', 'undo', 'create', 'reroute')),
	CONSTRAINT "transfer_events_state" CHECK("state" IN ('draft', 'approved', 'loading', 'in-transit', 'received', 'closed', 'returned', 'cancelled')),
	CONSTRAINT "transfer_events_actor" CHECK(length("actor") > 0),
	CONSTRAINT "transfer_events_changes" CHECK(coalesce(json_type("changes"), '') = 'object'),
	CONSTRAINT "transfer_events_undoing" CHECK(("step" = 'undo') = ("undoes" IS NOT NULL) AND ("step" <> 'undo' OR length("note") > 0))
);
--> statement-breakpoint
INSERT INTO `__new_transfer_events`("id", "transferId", "step", "at", "actor", "note", "loads", "state", "changes", "undoes") SELECT "id", "transferId", "step", "at", "actor", "note", "loads", "state", "changes", "undoes" FROM `transfer_events`;--> statement-breakpoint
DROP TABLE `transfer_events`;--> statement-breakpoint
ALTER TABLE `__new_transfer_events` RENAME TO `transfer_events`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `transfer_events_undoes` ON `transfer_events` (`undoes`);--> statement-breakpoint
CREATE INDEX `transfer_events_transfer` ON `transfer_events` (`transferId`);--> statement-breakpoint
ALTER TABLE `transfer_loads` ADD `arrivedAt` text;