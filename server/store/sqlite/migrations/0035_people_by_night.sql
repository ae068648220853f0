-- The table is filled without "peopleByNight": the rows have none yet, and SQLite would take the name for a text.
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_settlements` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`geometry` text NOT NULL,
	`west` real NOT NULL,
	`south` real NOT NULL,
	`east` real NOT NULL,
	`north` real NOT NULL,
	`featureJson` text NOT NULL,
	`name` text NOT NULL,
	`nameEn` text,
	`countyCode` text NOT NULL,
	`townCode` text NOT NULL,
	`kind` text NOT NULL,
	`areaClass` text NOT NULL,
	`people` integer NOT NULL,
	`peopleByDay` integer,
	`peopleByNight` integer,
	`callsPerYear` integer,
	`provenance` text NOT NULL,
	`source` text NOT NULL,
	`sourceCrs` text NOT NULL,
	`verifiedAt` text,
	CONSTRAINT "settlements_name" CHECK(length("name") > 0),
	CONSTRAINT "settlements_nameEn" CHECK(length("nameEn") > 0),
	CONSTRAINT "settlements_countyCode" CHECK(length("countyCode") > 0),
	CONSTRAINT "settlements_townCode" CHECK(length("townCode") > 0),
	CONSTRAINT "settlements_kind" CHECK("kind" IN ('village', 'town-centre', 'urban-block')),
	CONSTRAINT "settlements_areaClass" CHECK("areaClass" IN ('urban', 'rural')),
	CONSTRAINT "settlements_people" CHECK("people" >= 0),
	CONSTRAINT "settlements_peopleByDay" CHECK("peopleByDay" >= 0),
	CONSTRAINT "settlements_peopleByNight" CHECK("peopleByNight" >= 0),
	CONSTRAINT "settlements_callsPerYear" CHECK("callsPerYear" >= 0),
	CONSTRAINT "settlements_provenance" CHECK("provenance" IN ('generated', 'approximate', 'surveyed', 'imported')),
	CONSTRAINT "settlements_source" CHECK(length("source") > 0),
	CONSTRAINT "settlements_sourceCrs" CHECK("sourceCrs" IN ('wgs-84', 'cgcs-2000', 'gcj-02', 'bd-09')),
	CONSTRAINT "settlements_verifiedAt" CHECK("verifiedAt" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "settlements_box" CHECK(west <= east AND south <= north),
	CONSTRAINT "settlements_feature" CHECK(json_valid("featureJson") AND json_valid("geometry"))
);
--> statement-breakpoint
INSERT INTO `__new_settlements`("sequence", "id", "geometry", "west", "south", "east", "north", "featureJson", "name", "nameEn", "countyCode", "townCode", "kind", "areaClass", "people", "peopleByDay", "peopleByNight", "callsPerYear", "provenance", "source", "sourceCrs", "verifiedAt") SELECT "sequence", "id", "geometry", "west", "south", "east", "north", "featureJson", "name", "nameEn", "countyCode", "townCode", "kind", "areaClass", "people", "peopleByDay", NULL, "callsPerYear", "provenance", "source", "sourceCrs", "verifiedAt" FROM `settlements`;--> statement-breakpoint
DROP TABLE `settlements`;--> statement-breakpoint
ALTER TABLE `__new_settlements` RENAME TO `settlements`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `settlements_id_unique` ON `settlements` (`id`);