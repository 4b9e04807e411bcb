/** Towns by name, so that a glance at the map says where in the country it is. */

export interface NamedPlace {
  name: string;
  longitude: number;
  latitude: number;
  /** Shown from this zoom level on. */
  zoom: number;
}

const BY_ZOOM: [number, [string, number, number][]][] = [
  [4.5, [
    ["London", -0.13, 51.51], ["Birmingham", -1.9, 52.48], ["Manchester", -2.24, 53.48], ["Glasgow", -4.25, 55.86],
    ["Cardiff", -3.18, 51.48], ["Belfast", -5.93, 54.6], ["Newcastle", -1.61, 54.98], ["Inverness", -4.22, 57.48],
    ["Plymouth", -4.14, 50.37], ["Norwich", 1.3, 52.63],
  ]],
  [6, [
    ["Leeds", -1.55, 53.8], ["Sheffield", -1.47, 53.38], ["Liverpool", -2.98, 53.41], ["Bristol", -2.59, 51.45],
    ["Edinburgh", -3.19, 55.95], ["Aberdeen", -2.1, 57.15], ["Dundee", -2.97, 56.46], ["Nottingham", -1.15, 52.95],
    ["Leicester", -1.13, 52.64], ["Southampton", -1.4, 50.9], ["Brighton", -0.14, 50.82], ["Exeter", -3.53, 50.72],
    ["Swansea", -3.94, 51.62], ["Hull", -0.34, 53.74], ["Carlisle", -2.94, 54.89], ["Cambridge", 0.12, 52.2],
    ["Oxford", -1.26, 51.75], ["York", -1.08, 53.96], ["Derry", -7.31, 55], ["Aberystwyth", -4.08, 52.42],
    ["Bangor", -4.13, 53.23], ["Dover", 1.31, 51.13], ["Truro", -5.05, 50.26], ["Stornoway", -6.39, 58.21],
    ["Kirkwall", -2.96, 58.98], ["Lerwick", -1.14, 60.15], ["Fort William", -5.11, 56.82],
  ]],
  [7.5, [
    ["Coventry", -1.51, 52.41], ["Stoke-on-Trent", -2.18, 53], ["Bradford", -1.75, 53.8], ["Sunderland", -1.38, 54.91],
    ["Middlesbrough", -1.23, 54.57], ["Preston", -2.7, 53.76], ["Blackpool", -3.05, 53.82], ["Lancaster", -2.8, 54.05],
    ["Derby", -1.48, 52.92], ["Lincoln", -0.54, 53.23], ["Peterborough", -0.24, 52.57], ["Ipswich", 1.16, 52.06],
    ["Colchester", 0.9, 51.89], ["Luton", -0.42, 51.88], ["Milton Keynes", -0.76, 52.04], ["Northampton", -0.9, 52.24],
    ["Gloucester", -2.24, 51.86], ["Worcester", -2.22, 52.19], ["Hereford", -2.72, 52.06], ["Shrewsbury", -2.75, 52.71],
    ["Chester", -2.89, 53.19], ["Wrexham", -3, 53.05], ["Newport", -3, 51.58], ["Bath", -2.36, 51.38],
    ["Salisbury", -1.79, 51.07], ["Reading", -0.97, 51.46], ["Swindon", -1.78, 51.56], ["Bournemouth", -1.88, 50.72],
    ["Portsmouth", -1.09, 50.8], ["Canterbury", 1.08, 51.28], ["Maidstone", 0.52, 51.27], ["Hastings", 0.57, 50.85],
    ["Guildford", -0.57, 51.24], ["Taunton", -3.1, 51.02], ["Barnstaple", -4.06, 51.08], ["Penzance", -5.54, 50.12],
    ["Perth", -3.43, 56.4], ["Stirling", -3.94, 56.12], ["Ayr", -4.63, 55.46], ["Dumfries", -3.61, 55.07],
    ["Oban", -5.47, 56.41], ["Wick", -3.09, 58.44], ["Ullapool", -5.16, 57.9], ["Portree", -6.19, 57.41],
    ["Newry", -6.34, 54.18], ["Enniskillen", -7.63, 54.34], ["Haverfordwest", -4.97, 51.8], ["Whitby", -0.62, 54.49],
    ["Kendal", -2.75, 54.33], ["Berwick-upon-Tweed", -2, 55.77], ["King's Lynn", 0.4, 52.75], ["Great Yarmouth", 1.73, 52.61],
  ]],
];

export const PLACES: readonly NamedPlace[] = BY_ZOOM.flatMap(([zoom, places]) =>
  places.map(([name, longitude, latitude]) => ({ name, longitude, latitude, zoom })),
);
