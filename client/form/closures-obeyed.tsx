import type { ActiveClosure } from '../../data/road-closure.ts'
import { listText } from '../../data/wording.ts'
import { useText } from '../i18n/text.ts'

/** Which closed roads an answer keeps clear of; nothing where there are none. */
export const ClosuresObeyed = ({ closures }: { closures: readonly ActiveClosure[] }) => {
  const { t, language } = useText('dispatch')
  const names = closures.map(({ name }) => name)
  return names.length > 0 && <p>{t('obeyed', { names: listText(names, language) })}</p>
}
