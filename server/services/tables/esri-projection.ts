/** Systems in well-known text as Esri writes it, which is what stands in `.prj` files. */
import { CRS84, type Crs, OWN_CRS, zoneOf } from '../../features/crs.ts'

const GREENWICH = 'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]'
const WGS84 = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],${GREENWICH}]`
const CGCS2000 = `GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],${GREENWICH}]`

const projected = (
  name: string,
  geographic: string,
  projection: string,
  parameters: Readonly<Record<string, number>>,
): string => {
  const told = Object.entries(parameters).map(([key, value]) => `PARAMETER["${key}",${value}]`)
  return `PROJCS["${name}",${geographic},PROJECTION["${projection}"],${told.join(',')},UNIT["Meter",1.0]]`
}

const gaussKruger = ({
  width,
  number,
  meridian,
  falseEastingMetres,
}: NonNullable<ReturnType<typeof zoneOf>>): string => {
  const zone = number === null ? `CM_${meridian}E` : `Zone_${number}`
  return projected(
    `CGCS2000_${width === 3 ? '3_Degree_' : ''}GK_${zone}`,
    CGCS2000,
    'Gauss_Kruger',
    {
      ...{ False_Easting: falseEastingMetres, False_Northing: 0, Central_Meridian: meridian },
      ...{ Scale_Factor: 1, Latitude_Of_Origin: 0 },
    },
  )
}

const BY_CODE: Readonly<Record<string, string>> = {
  4326: WGS84,
  4490: CGCS2000,
  3857: projected('WGS_1984_Web_Mercator_Auxiliary_Sphere', WGS84, 'Mercator_Auxiliary_Sphere', {
    ...{ False_Easting: 0, False_Northing: 0, Central_Meridian: 0 },
    ...{ Standard_Parallel_1: 0, Auxiliary_Sphere_Type: 0 },
  }),
}

/** `null` for a system that no register defines, such as GCJ-02: programs would take it for another. */
export const esriProjection = (crs: Crs): string | null => {
  if (crs === CRS84) return WGS84
  const zone = zoneOf(crs)
  if (zone) return gaussKruger(zone)
  return Object.hasOwn(OWN_CRS, crs) ? null : (BY_CODE[/\d+$/.exec(crs)?.[0] ?? ''] ?? null)
}
