/** Where letters are text: boxes to tick, switches and buttons take none, though they are inputs. */
const TEXT_FIELDS = [
  'textarea',
  'select',
  '[contenteditable="true"]',
  '[role="combobox"]',
  'input:not([type="radio"]):not([type="checkbox"]):not([type="button"]):not([type="range"])',
].join()

/** Whether a letter typed there is text, and no key of the page. */
export const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TEXT_FIELDS) !== null
