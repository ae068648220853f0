/** The page of one load on a phone: keeper, driver and receiver tap what they have done. */
import { LINK_STEPS, type LinkStep } from '../../data/load-link-limits.ts'
import { LOAD_STATES, ORDER_STEPS } from '../../data/order-steps.ts'
import { countForm } from './count-form.ts'
import { button, element } from './elements.ts'
import { openedLink } from './link.ts'
import { smallPhoto } from './photo.ts'
import { sheetView } from './sheet.ts'
import { language, momentText, say, told } from './texts.ts'
import { type Outbox, openOutbox, rememberedName, rememberName, type Waiting } from './waiting.ts'
import './phone.css'

/** What is said on the button by whoever has done it. */
const DONE: Readonly<Record<LinkStep, string>> = {
  load: say('开始装车', 'Loading'),
  depart: say('装车完成，出发', 'Loaded, leaving'),
  arrive: say('到达', 'Arrived'),
  receive: say('清点签收', 'Count and receive'),
}
/** Steps that count goods: what is folded, and the button below it. */
const COUNTED = {
  depart: [
    say('实装少于应装', 'Less than asked is loaded'),
    say('按实装数出发', 'Leave with that'),
  ],
  receive: [DONE.receive, say('按清点数签收', 'Receive as counted')],
} as const
/** What can be done after a step that still waits to be sent. */
const AFTER: Readonly<Record<LinkStep, readonly LinkStep[]>> = {
  load: ['depart'],
  depart: ['arrive', 'receive'],
  arrive: ['receive'],
  receive: [],
}
const isLinkStep = (step: string): step is LinkStep =>
  (LINK_STEPS as readonly string[]).includes(step)

/** Two taps of one thumb are one: what is tapped is kept at once, the next button comes so much later. */
const REST_MILLISECONDS = 350

const pendingSteps = (waiting: readonly Waiting[]): LinkStep[] =>
  waiting.flatMap((each) =>
    each.kind === 'step' && each.refusal === null && isLinkStep(each.body.step)
      ? [each.body.step]
      : [],
  )

/** What was counted at a departure that still waits. */
const departureIn = (waiting: readonly Waiting[]) =>
  waiting
    .flatMap((each) => (each.kind === 'step' && each.body.step === 'depart' ? [each.body] : []))
    .at(-1)?.counts

const waitingText = (each: Waiting): string => {
  const what = each.kind === 'photo' ? say('照片', 'Photo') : told(ORDER_STEPS[each.body.step])
  const at = momentText(each.tappedAt)
  return each.refusal
    ? say(
        `${what}（${at}）未被接受：${each.refusal.zh}`,
        `${what} (${at}) was not taken: ${each.refusal.en}`,
      )
    : say(`${what}：${at} 登记，等待发送`, `${what}: tapped ${at}, waiting to be sent`)
}

const start = async (root: HTMLElement): Promise<void> => {
  document.documentElement.lang = { zh: 'zh-CN', en: 'en' }[language]
  document.title = say('物资车辆登记', 'Load of materials')
  const link = openedLink()
  if (!link) {
    root.replaceChildren(
      element(
        'p',
        { role: 'alert', className: 'refused' },
        say(
          '链接不完整，请重新扫描单据上的二维码。',
          'The link is not whole: scan the code on the paper again.',
        ),
      ),
    )
    return
  }
  const head = element('div', { label: say('状态', 'State') })
  const body = element('div')
  const actions = element('div', { className: 'actions' })
  root.replaceChildren(head, actions, body)
  let outbox: Outbox | null = null
  let shown = ''
  let isResting = false
  let problem: string | null = null

  const name = element('input')
  name.autocomplete = 'name'
  name.maxLength = 40
  name.value = rememberedName()
  const nameMissing = element('p', { role: 'alert', className: 'refused' })

  /** The name that stands under what is sent; null, and the field looked at, where there is none. */
  const signature = (): string | null => {
    const signed = name.value.trim()
    nameMissing.textContent = signed === '' ? say('请先填写姓名', 'Your name first, please') : ''
    if (signed === '') name.focus()
    else rememberName(signed)
    return signed || null
  }
  const tappedNote = (): string =>
    say(`手机登记于 ${momentText(Date.now())}`, `tapped on a phone ${momentText(Date.now())}`)

  const take = (step: LinkStep, more: object = {}): void => {
    const actor = signature()
    if (actor === null) return
    for (const each of actions.querySelectorAll('button')) each.disabled = true
    isResting = true
    setTimeout(() => {
      isResting = false
      shown = ''
      draw()
    }, REST_MILLISECONDS)
    void outbox!.add({ kind: 'step', body: { step, actor, note: tappedNote(), ...more } })
  }

  const photoField = (step: LinkStep): HTMLElement => {
    const field = element('input')
    field.type = 'file'
    field.accept = 'image/*'
    field.setAttribute('capture', 'environment')
    field.addEventListener('change', async () => {
      const file = field.files?.[0]
      const actor = signature()
      if (!file || actor === null) return
      try {
        await outbox!.add({ kind: 'photo', step, actor, picture: await smallPhoto(file) })
        problem = null
      } catch {
        problem = say('这张照片无法读取，请重新拍照。', 'This photo cannot be read; take it again.')
        draw()
      }
      field.value = ''
    })
    return element('label', { className: 'quiet' }, say('拍照留存', 'Take a photo'), field)
  }

  const drawActions = (steps: readonly LinkStep[], photoStep: LinkStep): void => {
    const { sheet, waiting } = outbox!.state()
    if (!sheet) {
      actions.replaceChildren()
      return
    }
    const parts: HTMLElement[] = [element('label', {}, say('姓名', 'Your name'), name), nameMissing]
    for (const step of steps) {
      if (step !== 'receive') parts.push(button(DONE[step], () => take(step), 'main'))
      if (step !== 'receive' && step !== 'depart') continue
      const [summary, label] = COUNTED[step]
      const form = countForm(sheet, step, departureIn(waiting))
      const send = (): void => {
        const counts = form.counts()
        if (counts) take(step, { counts })
      }
      const folded = element('details', {}, element('summary', {}, summary), form.view)
      folded.append(button(label, send, 'main'))
      folded.open = step === 'receive' && steps.length === 1
      parts.push(folded)
    }
    parts.push(photoField(photoStep))
    const { undoable } = sheet
    if (undoable && waiting.length === 0 && Date.parse(undoable.until) > Date.now()) {
      const { event, step } = undoable
      const label = say(`撤销“${ORDER_STEPS[step].zh}”`, `Undo “${ORDER_STEPS[step].en}”`)
      parts.push(
        button(label, () => {
          const actor = signature()
          if (actor === null) return
          const note = say('点错了', 'tapped by mistake')
          void outbox!.add({ kind: 'step', body: { step: 'undo', undoes: event, actor, note } })
        }),
      )
    }
    actions.replaceChildren(...parts)
  }

  const draw = (): void => {
    if (!outbox) return
    const { sheet, waiting, refusal, isConnected, isKept } = outbox.state()
    const isRefused = refusal !== null
    head.replaceChildren(
      element(
        'p',
        { role: 'status', className: isConnected ? 'connected' : 'waiting' },
        isConnected
          ? say('已连接', 'Connected')
          : say(
              '连接中断：登记先存在手机里，联网后自动发送。不要刷新；刷新后打不开时请重新扫码',
              'No connection: what you tap is kept here and sent later. Do not reload; if you did, scan the code again',
            ),
      ),
      ...(isKept
        ? []
        : [
            element(
              'p',
              { className: 'refused' },
              say(
                '此浏览器不能保存登记内容：发送前请勿关闭页面。',
                'This browser keeps nothing: leave the page open until all is sent.',
              ),
            ),
          ]),
      ...(refusal ? [element('p', { role: 'alert', className: 'refused' }, told(refusal))] : []),
      ...(problem ? [element('p', { role: 'alert', className: 'refused' }, problem)] : []),
      ...waiting.map((each) =>
        element(
          'p',
          { className: each.refusal ? 'refused' : 'waiting' },
          waitingText(each),
          (each.refusal || each === waiting.at(-1)) &&
            button(
              each.refusal ? say('移除', 'Discard') : say('撤回', 'Take back'),
              () => void outbox!.discard(each.key),
            ),
        ),
      ),
      ...(sheet || isRefused ? [] : [element('p', {}, say('正在读取…', 'Loading…'))]),
    )
    if (!sheet) return
    const pending = pendingSteps(waiting)
    const last = pending.at(-1)
    const steps = isRefused ? [] : last ? AFTER[last] : sheet.steps
    const hasLeft = sheet.state !== 'reserved' && sheet.state !== 'loading'
    const photoStep = last ?? (hasLeft ? 'receive' : 'load')
    // What is being typed stays as long as the same can be done.
    const key = JSON.stringify([
      steps,
      photoStep,
      isRefused,
      waiting.length,
      sheet.lines,
      sheet.undoable,
    ])
    if (key !== shown && !isResting) {
      shown = key
      if (isRefused) actions.replaceChildren()
      else drawActions(steps, photoStep)
    }
    const photos = sheet.photos.length
    body.replaceChildren(
      sheetView(sheet),
      element(
        'p',
        { className: 'secondary' },
        say(`已留存照片 ${photos} 张`, `Photos kept: ${photos}`),
      ),
    )
    document.body.dataset.state = LOAD_STATES[sheet.state].en
  }

  outbox = await openOutbox(link, draw)
  draw()
}

void start(document.getElementById('load')!)
