/** Texts of the panel `data`; they come with it. */
import { intake } from './intake.ts'
import { addTexts } from './text.ts'

addTexts({ intake })
