/**
 * Kinds of field that a resource may have. Each kind knows its value's TypeScript type; columns,
 * schemas, queryables, forms, tables and legends are all derived from these literals.
 */
import type { Bilingual } from './bilingual.ts'
import type { Unit } from './units.ts'

/** One value of a choice; the colour, where there is one, is what the map paints it with. */
export interface Option {
  readonly label: Bilingual
  readonly colour?: string
  /** What else registers call it. */
  readonly synonyms?: readonly string[]
}

interface FieldTraits {
  readonly label: Bilingual
  /** What else stands above a column of it in registers, without units and without spaces. */
  readonly synonyms?: readonly string[]
  /** Headings of something else that registers have in its place: taken where there is nothing better, and said. */
  readonly standIns?: readonly string[]
  /** Never null. */
  readonly required?: true
  /** Names or numbers of people: given out masked, kept out of logs and out of query parameters. */
  readonly personal?: true
  /** Found by the search box. */
  readonly searchable?: true
  /** Offered as a filter in the legend and list. */
  readonly filter?: true
  /** A column of the list and of exported tables' short form. */
  readonly listed?: true
}

export interface TextField extends FieldTraits {
  readonly kind: 'text'
  /** A telephone number can be copied; a roster is checked, and shown in the reader's language. */
  readonly format?: 'phone' | 'roster'
  readonly maxLength?: number
  /** The collection whose features' ids are the values. */
  readonly reference?: string
}
export interface NumberField extends FieldTraits {
  readonly kind: 'number' | 'integer'
  readonly unit?: Unit
  /** Kilometres along a road, which registers write as stakes too: K430+500. */
  readonly isStake?: true
  readonly minimum?: number
  readonly maximum?: number
}
export interface ChoiceField extends FieldTraits {
  readonly kind: 'choice'
  readonly options: Readonly<Record<string, Option>>
}
/** A day, YYYY-MM-DD. */
export interface DateField extends FieldTraits {
  readonly kind: 'date'
}
/** A local time of day, HH:MM in Asia/Shanghai. */
export interface TimeOfDayField extends FieldTraits {
  readonly kind: 'timeOfDay'
}
/** Things and how many of each, keyed by a catalogue: equipment of a station, stock of a pile. */
export interface CountsField extends FieldTraits {
  readonly kind: 'counts'
  readonly catalogue: Catalogue
  /** What keys look like that the catalogue may get besides, while the program runs. */
  readonly ownKeys?: RegExp
}

export type Field = TextField | NumberField | ChoiceField | DateField | TimeOfDayField | CountsField

/** A list of things that can be counted, by stable short key. */
export type Catalogue = Readonly<
  Record<
    string,
    {
      readonly label: Bilingual
      readonly unit: Bilingual
      /** What else registers call it. */
      readonly synonyms?: readonly string[]
    }
  >
>

type RawValue<F extends Field> = F extends ChoiceField
  ? keyof F['options'] & string
  : F extends NumberField
    ? number
    : F extends CountsField
      ? Partial<Record<keyof F['catalogue'] & string, number>>
      : string

/** TypeScript type of a field's value: null only where the field is not required. */
export type FieldValue<F extends Field> = F extends { required: true }
  ? RawValue<F>
  : RawValue<F> | null
