/** Texts of the panel `dispatch`. */
export const dispatch = {
  title: '物资调拨',
  obeyed: '已避开：{{names}}',
  tabs: {
    find: '查找',
    plan: '计划',
    orders: '调拨单',
    adequacy: '储备',
    books: '台账',
  },
}
