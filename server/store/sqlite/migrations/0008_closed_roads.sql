CREATE TABLE `closed_roads` (
	`closureId` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`network` text NOT NULL,
	`kilometres` real NOT NULL,
	`segments` blob NOT NULL,
	FOREIGN KEY (`closureId`) REFERENCES `road_closures`(`id`) ON UPDATE no action ON DELETE cascade
);
