/** A picture of tiles under the map, which an installation may name: shared by server and client. */
import { z } from 'zod'

export const baseMapSchema = z.object({
  /** Null where none is set. */
  baseMap: z
    .object({
      /** Address of a tile with `{z}`, `{x}` and `{y}` in it, in the Web Mercator scheme; with its key. */
      tiles: z.string(),
      /** Whose picture it is: it stands on the map. */
      attribution: z.string(),
    })
    .nullable(),
})

export type BaseMap = NonNullable<z.infer<typeof baseMapSchema>['baseMap']>
