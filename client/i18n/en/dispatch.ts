/** Texts of the panel `dispatch`. */
export const dispatch = {
  title: 'Materials',
  tabs: {
    find: 'Find',
    plan: 'Plan',
    orders: 'Orders',
    adequacy: 'Reserves',
    books: 'Books',
  },
}
