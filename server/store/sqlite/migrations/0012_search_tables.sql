DROP TRIGGER IF EXISTS `stations_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `stations_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `stockpiles_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `stockpiles_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `hydraulic_structures_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `hydraulic_structures_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `levees_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `levees_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `flood_areas_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `flood_areas_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `forest_areas_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `forest_areas_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `watchtowers_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `watchtowers_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `shelters_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `shelters_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `counties_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `counties_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `towns_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `towns_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `rivers_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `rivers_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `lakes_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `lakes_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `settlements_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `settlements_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `landmarks_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `landmarks_search`;
--> statement-breakpoint
DROP TRIGGER IF EXISTS `distance_posts_renamed`;
--> statement-breakpoint
DROP TABLE IF EXISTS `distance_posts_search`;
