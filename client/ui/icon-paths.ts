// Outlines of the icons, drawn for this app.
export const iconPaths = {
  home: 'M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z',
  list: 'M5 6.5h14M5 12h14M5 17.5h9',
  plus: 'M12 5v14M5 12h14',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3.5 19.5c.4-3.4 2.6-5.2 5.5-5.2s5.1 1.8 5.5 5.2M15.5 5a3 3 0 0 1 0 5.8M17 14.6c2 .6 3.2 2.3 3.5 4.9',
  person: 'M12 11.4a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4zM5 20c.5-3.9 3.2-6 7-6s6.5 2.1 7 6',
  back: 'M14.5 5 8 12l6.5 7',
  forward: 'M9.5 5 16 12l-6.5 7',
  camera: 'M4 8.5h3l1.6-2.5h6.8L17 8.5h3V19H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  picture: 'M4 5h16v14H4zM4 16l4.5-4.5 3.5 3.5 3-3L20 16.5M9 9.5h.01',
  check: 'M5 12.5 10 17.5 19.5 7',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20',
  remove: 'M6 6l12 12M18 6 6 18',
  edit: 'M5 19h3.5L19 8.5 15.5 5 5 15.5zM13 7.5l3.5 3.5',
  review: 'M6 4h12v16H6zM9 9h6M9 13l2 2 4-4',
  calendar: 'M5 6.5h14V20H5zM5 11h14M9 4v4M15 4v4',
  ledgers: 'M5 4h14v16H5zM5 9h14M5 14.5h14M10 9v11',
  figures: 'M6 20v-7M12 20V5M18 20v-10',
  copy: 'M9 9h10v11H9zM5 15V4h10',
} as const;

export type IconName = keyof typeof iconPaths;
