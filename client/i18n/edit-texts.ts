/** Adds the texts of editing; every part that speaks of it imports this. */
import { edit } from './edit.ts'
import { addTexts } from './text.ts'

addTexts({ edit })
