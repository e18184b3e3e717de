// Everything the shop sells; the server renders pages from it and the basket prices lines with it.

export const KINDS = ["Jackets", "Knitwear", "Tops & trousers", "Footwear & hats"];

const LETTERS = ["XS", "S", "M", "L", "XL"];

/** Prices are in pence; a size in `soldOut` is shown and cannot be chosen. */
export const PRODUCTS = [
  {
    slug: "skerry-jacket",
    name: "Skerry waxed jacket",
    colour: "Ochre",
    kind: "Jackets",
    price: 18500,
    sizes: LETTERS,
    soldOut: ["XS"],
    line: "The one by the door. Waxed cotton that shrugs off spray and gets better with every winter.",
    details: "8 oz waxed cotton, lined in brushed check. Corozo buttons, storm hood, two bellows pockets.",
    care: "Sponge with cold water. Re-wax once a year; we do it for you at cost.",
  },
  {
    slug: "gannet-smock",
    name: "Gannet sailcloth smock",
    colour: "Brick",
    kind: "Jackets",
    price: 12000,
    sizes: LETTERS,
    soldOut: [],
    line: "A fisherman’s smock in heavy sailcloth, cut boxy so that a jumper fits underneath.",
    details: "14 oz cotton sailcloth, garment-dyed. One deep pocket, double-stitched throughout.",
    care: "Machine wash at 30 °C, inside out. It fades where you wear it, as it should.",
  },
  {
    slug: "malin-jumper",
    name: "Malin cable jumper",
    colour: "Undyed cream",
    kind: "Knitwear",
    price: 9800,
    sizes: LETTERS,
    soldOut: ["S"],
    line: "Dense, warm and a little oily, the way a jumper for the sea has to be.",
    details: "British wool, five-ply, with its lanolin left in. Knitted in one piece; no side seams to rub.",
    care: "Air it rather than wash it. When you must: by hand, cold, dried flat.",
  },
  {
    slug: "haar-cardigan",
    name: "Haar cardigan",
    colour: "Sea green",
    kind: "Knitwear",
    price: 11000,
    sizes: LETTERS,
    soldOut: ["XL"],
    line: "Named after the morning fog. Put it on before the kettle boils, take it off by noon.",
    details: "Lambswool in a half-cardigan stitch. Horn buttons, two patch pockets, ribbed hem.",
    care: "Hand wash cold with wool soap, dry flat, keep folded.",
  },
  {
    slug: "quay-tee",
    name: "Quay striped tee",
    colour: "White & navy",
    kind: "Tops & trousers",
    price: 4200,
    sizes: LETTERS,
    soldOut: [],
    line: "Heavy jersey with a wide neck and stripes that meet at the seams.",
    details: "240 g organic cotton jersey. Long sleeves, boat neck, pre-washed so that it stays its size.",
    care: "Machine wash at 30 °C with like colours.",
  },
  {
    slug: "dunlin-trousers",
    name: "Dunlin deck trousers",
    colour: "Harbour navy",
    kind: "Tops & trousers",
    price: 8400,
    sizes: LETTERS,
    soldOut: [],
    line: "Soft enough for the sofa, tough enough for the slipway. Turn them up and wade in.",
    details: "Brushed cotton drill with a drawstring waist and one cargo pocket for a tide table.",
    care: "Machine wash at 40 °C. Dry on a line, in wind if you have some.",
  },
  {
    slug: "shingle-boots",
    name: "Shingle deck boots",
    colour: "Moss",
    kind: "Footwear & hats",
    price: 9500,
    sizes: ["37", "38", "39", "40", "41", "42", "43", "44"],
    soldOut: ["38"],
    line: "Natural rubber, a sole that holds on wet weed, and a loop to hang them up by.",
    details: "Vulcanised natural rubber with a cotton lining and a razor-cut sole. Half a size roomy.",
    care: "Rinse off the salt. Dry away from the stove.",
  },
  {
    slug: "harbour-beanie",
    name: "Harbour beanie",
    colour: "Rust",
    kind: "Footwear & hats",
    price: 2800,
    sizes: ["One size"],
    soldOut: [],
    line: "A proper rib, a proper turn-up. Stays on in a northerly.",
    details: "Merino and lambswool in a deep fisherman’s rib, knitted two streets from the harbour.",
    care: "Hand wash cold, dry flat.",
  },
];

/** The product of a slug, or undefined. */
export const findProduct = (slug) => PRODUCTS.find((product) => product.slug === slug);

const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

/** Pence as people read them: `£12.50`. */
export const formatPrice = (pence) => pounds.format(pence / 100);
