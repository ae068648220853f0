/** What can go wrong with the database, in words that hold for any database. */
import type { Bilingual } from '../../data/bilingual.ts'

/** What keeps from going on, in both languages. */
abstract class Explained extends Error {
  readonly sentence: Bilingual

  constructor(sentence: Bilingual) {
    super(sentence.en)
    this.sentence = sentence
  }
}

/** A database that cannot be used, and why. */
export class DatabaseProblem extends Explained {}

/** Another program holds the data folder, and which. */
export class FolderHeld extends Explained {}

/** There is no room left; nothing of the transaction was written. */
export class StorageFull extends Error {}

/** A row that the database itself does not take. */
export class ConstraintViolated extends Error {}

/** Another program has been writing for longer than a statement waits. */
export class StoreBusy extends Error {}

/** A unit of work that is used wrongly: nested, after its end, left with calls unawaited. */
export class UnitMisused extends Error {}

/** A unit of work that waited too long; it has been rolled back. */
export class UnitTooLong extends Error {}
