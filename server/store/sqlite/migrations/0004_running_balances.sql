DROP INDEX `stock_movements_batch`;--> statement-breakpoint
ALTER TABLE `stock_movements` ADD `onHandAfter` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `stock_movements` ADD `reservedAfter` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `stock_movements_batch` ON `stock_movements` (`batchId`);--> statement-breakpoint
DROP TRIGGER IF EXISTS `stock_movements_fixed`;--> statement-breakpoint
UPDATE `stock_movements` SET `onHandAfter` = `told`.`onHand`, `reservedAfter` = `told`.`reserved` FROM (
	SELECT `sequence`, sum(`onHandChange`) OVER `book` AS `onHand`, sum(`reservedChange`) OVER `book` AS `reserved`
	FROM `stock_movements` WINDOW `book` AS (PARTITION BY `batchId` ORDER BY `sequence`)
) AS `told` WHERE `told`.`sequence` = `stock_movements`.`sequence`;
