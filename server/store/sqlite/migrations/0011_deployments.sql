CREATE TABLE `deployments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`stationId` text NOT NULL,
	`name` text NOT NULL,
	`nameEn` text,
	`lon` real NOT NULL,
	`lat` real NOT NULL,
	`label` text NOT NULL,
	`incident` text,
	`sentBy` text NOT NULL,
	`sentAt` text NOT NULL,
	`ending` text,
	`endedBy` text,
	`endedAt` text,
	CONSTRAINT "deployments_lon" CHECK("lon" BETWEEN -180 AND 180),
	CONSTRAINT "deployments_lat" CHECK("lat" BETWEEN -90 AND 90),
	CONSTRAINT "deployments_label" CHECK(length("label") <= 120),
	CONSTRAINT "deployments_incident" CHECK("incident" IS NULL OR length("incident") BETWEEN 1 AND 80),
	CONSTRAINT "deployments_sent_by" CHECK(length("sentBy") > 0),
	CONSTRAINT "deployments_ending" CHECK("ending" IS NULL OR "ending" IN ('back', 'undone', 'redirected')),
	CONSTRAINT "deployments_ended" CHECK(("endedAt" IS NULL) = ("ending" IS NULL) AND ("endedAt" IS NULL) = ("endedBy" IS NULL)),
	CONSTRAINT "deployments_ended_by" CHECK("endedBy" IS NULL OR length("endedBy") > 0),
	CONSTRAINT "deployments_ended_after" CHECK("endedAt" IS NULL OR "endedAt" >= "sentAt")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deployments_standing` ON `deployments` (`stationId`) WHERE "endedAt" IS NULL;--> statement-breakpoint
CREATE INDEX `deployments_ended` ON `deployments` (`endedAt`);