/**
 * Endings of web addresses that are words or parts of words as well. The list need not be complete: see
 * `addressIn`. Two Latin letters are a country's, so these are all taken for endings.
 */
const GENERIC =
  'horse academy agency apartments associates auction band bargains bike bingo boutique builders business camera ' +
  'camp capital car cards care careers cars catering chat cheap church claims cleaning clinic clothing coach codes ' +
  'coffee community computer condos construction contractors coupons courses credit cruises dance dating delivery ' +
  'democrat dental diamonds digital directory discount doctor dog domains download education energy engineer ' +
  'enterprises equipment estate exposed express fail faith family fan fans farm fashion fish fishing fitness flights ' +
  'florist football forex forsale gift glass graphics gratis green gripe guitars hair hockey holdings holiday ' +
  'hospital hosting inc insure international investments jewelry kitchen kiwi lawyer lease legal lighting limited ' +
  'limo llc ltd luxury makeup management marketing mba memorial men moda monster mortgage movie navy net observer ' +
  'parts partners pet pizza place plumbing poker productions properties pub racing realty recipes rehab ' +
  'rentals repair report republican restaurant reviews rodeo salon sarl schule science security shoes shopping ' +
  'singles skin ski soccer social software solar solutions space storage stream style supplies supply surgery ' +
  'systems tax taxi technology tennis theater theatre tienda tires town toys trading training university vacations ' +
  'ventures vet viajes villas vision vodka vote voyage watch webcam wedding win world wtf yoga yachts ' +
  'com net org info biz name pro mobi app dev page xyz top site online store shop club link live life world today ' +
  'news media blog wiki chat social digital agency center company email expert fun game games group guru help host ' +
  'house icu ink land love market money network ninja one party photo photos pics plus press promo red rent review ' +
  'rocks run sale school services show space studio support team tech tips tools tours trade travel video vip win ' +
  'wine work works website webcam zone click cloud bet casino poker porn sex sexy xxx adult cash credit finance ' +
  'fund loan loans bitcoin crypto dao eth ton gov edu mil int aero coop museum jobs tel cat post asia istanbul ist ' +
  'moscow tatar gold global bar buzz cafe city codes cool deals design direct earth events exchange fit foundation ' +
  'gallery gifts kim lol mom pub quest rest rip surf uno wang wtf';

const CYRILLIC =
  'рф рус москва онлайн сайт дети бел укр срб мкд мон қаз орг ком католик сом ру ме нет';

const UNMISTAKABLE = 'com org xyz biz ru рф ком ру сайт www onion tk gq kz ua gg app dev edu gov';

/** Endings that no Turkish, Russian or English sentence begins with. */
export const UNMISTAKABLE_ENDINGS: ReadonlySet<string> = new Set(UNMISTAKABLE.split(' '));

/** Endings by which an address is known even when it is written with capitals. In small letters. */
export const ENDINGS: ReadonlySet<string> = new Set([
  ...GENERIC.split(' '),
  ...CYRILLIC.split(' '),
  ...UNMISTAKABLE.split(' '),
  ...(
    'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc ' +
    'cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga ' +
    'gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ' +
    'ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms ' +
    'mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro ' +
    'rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt ' +
    'tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw'
  ).split(' '),
]);
