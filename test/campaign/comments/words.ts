import { drawOne, type Random } from '../../../src/lib/seeded-random.js';

const TOPICS = [
  'Belediye yeni sahil yolunu pazartesi günü araçlara açıyor',
  'Kütüphanenin çalışma saatleri bu aydan itibaren uzatıldı',
  'Mahalle pazarı onarım yüzünden iki sokak aşağıya taşındı',
  'Şehir tiyatrosu yeni oyununun ilk gösterisini duyurdu',
  'Elektrik kesintisi yarın sabah dört semti etkileyecek',
  'Okullar arası satranç turnuvasında finale kalanlar belli oldu',
  'Vapur seferlerine akşam saatleri için iki yeni hat eklendi',
  'Zeytin hasadı bu sene kuraklığa rağmen erken başladı',
];
const BEGINNINGS = [
  'Bunu okuyunca çok sevindim',
  'Uzun zamandır böyle bir adım bekliyorduk',
  'Komşularla dün akşam tam da bunu konuştuk',
  'Umarım bu sefer gecikme yaşanmaz',
  'Emeği geçen herkese teşekkürler',
  'Doğrusu biraz şaşırdım ama güzel gelişme',
  'Annem duysa hemen oraya gitmek ister',
  'Geçen yılki düzen epey yorucuydu',
  'Fotoğrafları görünce içim açıldı',
  'Ayrıntıları merakla takip ediyorum',
  'Çocuklar için harika olacak gibi',
  'Böyle haberler insana moral veriyor',
];
const MIDDLES = [
  'hele ki bizim tarafta',
  'açıkçası beklemiyordum ama',
  'eskiden olduğu gibi',
  'biraz sabır gerekse de',
  'gürültüsü bir yana',
  'yağmurlu havayı saymazsak',
  'geçen konuşulanlara bakınca',
  'kimse farkında değil belki',
  'dürüst olmak gerekirse',
  'çevredekilerin aksine',
  'bu kadar kısa sürede',
  'ilk bakışta küçük görünse de',
];
const ENDS = [
  'kış gelmeden bitmesi herkesi rahatlatır.',
  'esnafın görüşü de alınırsa daha iyi olur.',
  'hafta sonu uğrayıp kendim bakacağım.',
  'ulaşım tarafı nasıl çözülecek acaba?',
  'yaşlılar unutulmazsa tam anlamıyla yerinde.',
  'benzer çalışmayı öteki ilçelerde görmek isterim.',
  'kalabalık saatlerde ne yapılacağı belirsiz kalmış.',
  'sonuçlarını birkaç hafta sonra değerlendirmek lazım.',
  'ilk gün mutlaka kuyruk oluşur diye düşünüyorum.',
  'masrafın nereden karşılandığı da yazılsaydı keşke.',
  'gençlerin ilgisi umduğumdan fazla çıkabilir.',
  'bisikletle gelenlere yer ayrılması hoş olurdu.',
];

const CLOSINGS = [
  'Kolay gelsin hepinize.',
  'Takipte kalıyorum.',
  'Paylaştığınız için sağ olun.',
  'Hayırlısı neyse o olsun.',
  'Arkadaşlara ilettim bile.',
  'Fikri kim bulduysa bravo.',
  'Şimdiden meraktayım.',
  'Ne zaman biter dersiniz?',
  'Öğlen dedeme anlatacağım.',
  'Nihayet yüzümüz güldü.',
  'Zamanla göreceğiz artık.',
  'Bütçeye değmiş görünüyor.',
];

/** What a channel says, with a mark by which it is known again. */
export function postText(random: Random, mark: string): string {
  return `${drawOne(random, TOPICS)}. Kayıt ${mark}`;
}

/** The newest mark in what somebody was shown. */
export function markIn(text: string): string | undefined {
  return text.match(/Kayıt (k\d+)/)?.[1];
}

/** What a careful reader might say to it. */
export function commentText(random: Random): string {
  const [first, second, third, last] = [BEGINNINGS, MIDDLES, ENDS, CLOSINGS].map((all) =>
    drawOne(random, all),
  );
  return `${first}, ${second} ${third} ${last}`;
}
