/** What schemas of requests and answers are made of: names, places, stamps. */
import { z } from 'zod'

/** One text in both languages. */
export const bilingualSchema = z.object({ zh: z.string(), en: z.string() })

/** One of the keys of a table. */
export const keyOf = <T extends object>(table: T) =>
  z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]])

/** What a thing is called; the English name where there is one. */
export const named = { name: z.string(), nameEn: z.string().nullable() }
export const identified = { id: z.string(), ...named }

/** Where a thing lies, WGS-84 degrees. */
export const place = { lon: z.number(), lat: z.number() }
/** The same as it is sent in. */
export const placeInput = { lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }
/** Longitude, latitude. */
export const lonLatSchema = z.tuple([z.number(), z.number()])
/** West, south, east, north. */
export const bboxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()])

/** What an answer says of the data that it was made from. */
export const stamp = { revision: z.int(), timeStamp: z.string() }
/** The notice is there while any of them are made up. */
export const stampWithNotice = { ...stamp, notice: bilingualSchema.nullable() }

/** What every document that is kept by name has. */
export const kept = {
  id: z.string(),
  /** Raised by every change; a writer sends the one it has read as `If-Match`. */
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
}

/** How many of something that is counted in whole units. */
export const count = z.int()
