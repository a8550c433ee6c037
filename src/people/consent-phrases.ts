/** One language's words, as a person may say them: folded loosely, without marks and apostrophes. */
export interface ConsentPhrases {
  /** A refusal when nothing but `fillers` stands with them. */
  readonly words: string;
  /** They mean other things too easily ("dur bi", "ok cancel"): a refusal only alone or with `polite` words. */
  readonly terse: string;
  /** The same of several words. */
  readonly sentences: readonly string[];
  readonly fillers: string;
  readonly polite: string;
  /** A refusal wherever they stand in a clause. `(a|b|) c` is `a c`, `b c` and `c`. */
  readonly phrases: readonly string[];
  /** No refusal behind one of these ("don't leave me alone"), with nothing but `links` between them. */
  readonly denied: string;
  readonly links: string;
  /** As `phrases`, but not behind one of these: "you don't text me" is no order. */
  readonly orders: readonly string[];
  readonly subjects: string;
  /** No refusal right before one of these ("bana yazma dedi": he said so). */
  readonly turned: RegExp;
  /** An agreement when it is the whole message, but for `polite` words and a yes. */
  readonly agreements: readonly string[];
  readonly yes: string;
}

/** Turkish. Verbs come last, and an imperative with -ma looks like a noun: what follows tells them apart. */
export const TURKISH: ConsentPhrases = {
  words: 'durdur durdurun yazma yazmayin yazmayiniz spam',
  terse: 'dur durun yeter iptal ret cik ayril',
  sentences: [
    'kes artik',
    '(yazmayi|mesaj atmayi) (kes|kesin|birak|birakin)',
    '(atma|gonderme) (artik|bana)',
  ],
  fillers:
    'lutfen lutfn artik ya be abi abla hocam kanka kardesim yahu ama tamam bana hemen simdi yeter mesaj mesajlar',
  polite: 'lutfen lutfn artik be',
  phrases: [
    'bana (bir daha|artik|bi daha|bidaha|birdaha|) (yazma|yazmayin|yazmayiniz)',
    '(bir daha|bi daha|bidaha|birdaha|artik) (bana|) (yazma|yazmayin|yazmayiniz)',
    '(yazma|yazmayin|yazmayiniz) (bana|artik|bir daha|bi daha|bidaha|birdaha)',
    '(bana|artik|bir daha|bi daha) (mesaj|dm|reklam|spam) (atma|atmayin|gonderme|gondermeyin|yollama|yollamayin|yazma|yazmayin)',
    '(mesaj|dm|reklam|spam) (atma|gonderme|yollama) (artik|bana|bir daha|bi daha)',
    '(mesaj|dm|reklam|spam) (atmayin|gondermeyin|yollamayin|atmayiniz|gondermeyiniz|atip durma|atip durmayin)',
    'spam yapma',
    'spam yapmayin',
    'rahatsiz (etme|etmeyin|etmeyiniz)',
    'rahat (birak|birakin|birakiniz)',
    '(pesimi|yakami) (birak|birakin)',
    '(beni|numarami|numarayi) (listeden|listenizden|listenden|gruptan|rehberden|) (cikar|cikarin|cikart|cikartin|cikariniz|sil|silin|siliniz)',
    '(listeden|listenizden|listenden|abonelikten|uyelikten) (cik|cikar|cikarin|cikmak istiyorum|ayril|ayrilmak istiyorum|cikmak|sil|silin)',
    '(abonelik|aboneligi|aboneligimi) (iptal|sonlandir|bitir)',
    '(mesaj|mesajlarinizi|mesajlarini|reklam) (almak|) istemiyorum',
    '(yazmani|yazmanizi|mesaj atmani|mesaj atmanizi) istemiyorum',
    'mesaj gelmesin',
    'bana (yazmayi|mesaj atmayi|mesaj yazmayi) (kes|kesin|birak|birakin)',
  ],
  denied: '',
  links: '',
  orders: [],
  subjects: '',
  turned:
    /^(?:m[iu]\w*|diye\w*|dedi(?!m$)\w*|demed\w*|deme|demek|derse\w*|dersen\w*|sebe[bp]\w*|neden\w*|saat\w*|sekli\w*|ozelli\w*|hakk\w*|konusu\w*|isi|firsat\w*|imkan\w*|ihtimal\w*|amac\w*|niyet\w*|suresi\w*)$/,
  agreements: [
    'basla',
    'baslat',
    'katil',
    'katiliyorum',
    'katilmak istiyorum',
    'abone ol',
    'abone olmak istiyorum',
    'abone olayim',
    'beni (de|) (listeye|) ekle',
    'bana yazabilirsin',
    'bana yazabilirsiniz',
  ],
  yes: 'evet tamam tabi tabii',
};

/** Russian. A negation stands before its verb; `пишите` is often written for `пишете`. */
export const RUSSIAN: ConsentPhrases = {
  words:
    'стоп отписка отписаться отпишись отпишите отпиши отпишитесь прекрати прекратите отстань отстаньте отвали ' +
    'отвалите спам перестань перестаньте',
  terse: 'хватит отмена',
  sentences: ['не (пиши|пишите|писать)', '(прошу|просьба) не писать', 'не надо писать'],
  fillers:
    'пожалуйста плиз пж пжл уже все ну это больше спасибо мне сообщения я прошу вас тебя давай да',
  polite: 'пожалуйста плиз пж пжл уже ну мне',
  phrases: [
    'не (пиши|пишите) (мне|больше|сюда)',
    '(мне|больше) (мне|больше|) не (пиши|пишите)',
    '(прекрати|прекратите|перестань|перестаньте|хватит) (мне|) (уже|) (писать|спамить|слать|присылать|названивать|беспокоить)',
    '(прекратите|остановите) рассылку',
    '(отстань|отстаньте|отвали|отвалите) от меня',
    '(оставь|оставьте) (меня|нас|) в покое',
    'не звоните и не пишите',
    'не пишите и не звоните',
    'больше не (писать|присылайте|присылай|присылать)',
    '(прошу|просьба) не (писать|беспокоить)',
    'не (беспокой|беспокойте|беспокоить|спамь|спамьте)',
    'не надо (мне|) (ничего|) (писать|больше писать|слать|присылать)',
    'не (присылай|присылайте|отправляй|отправляйте|шли|шлите) (мне|больше)',
    '(удали|удалите|убери|уберите|исключи|исключите|вычеркни|вычеркните) (меня|мой номер)',
    '(отпиши|отпишите) меня',
    '(хочу|как|можно|прошу) отписаться',
    'отписаться от',
    '(отменить|отмени|отмените) подписку',
    '(отказываюсь|отказ) от рассылки',
    'не хочу (больше|) (получать|от вас сообщений|ваших сообщений|чтобы вы мне писали)',
  ],
  denied: 'не почему зачем если',
  links: 'вы ты мне надо нужно чтобы меня хочу буду',
  orders: [],
  subjects: '',
  turned: /^(?:сказал\w*)$/,
  agreements: [
    'старт',
    'начать',
    'подписаться',
    'подпишите меня',
    'подпиши меня',
    'подписываюсь',
    'хочу подписаться',
    'хочу участвовать',
    'участвую',
    'добавьте меня',
    'пишите мне',
  ],
  yes: 'да ок хорошо',
};

/** English; the single words are what carriers of short messages agreed on. */
export const ENGLISH: ConsentPhrases = {
  words: 'stop stopall unsubscribe unsub optout revoke spam',
  terse: 'cancel quit',
  sentences: [
    '(stop|quit) (messaging|texting|writing|contacting|dming|calling|sending)',
    '(dont|do not|never) (text|message|write|contact|dm|disturb|msg)',
    'get lost',
    'go away',
    'piss off',
    'fuck off',
  ],
  fillers:
    'please pls plz thanks thank thx you now ok okay it this that all just already enough bro man dude sir bot ' +
    'i said texts messages the',
  polite: 'please pls plz now',
  phrases: [
    '(stop|quit) (messaging|texting|contacting|spamming|bothering|dming|writing|writing to|pestering) (me|us)',
    'stop (sending|with|) (me|) (the|these|this|your|any|) (messages|message|texts|spam|dms|ads)',
    'stop sending (me|us) (this|these|it|stuff|things|anything)',
    'stop spamming',
    'why dont you leave me alone',
    'leave (me|us) alone',
    '(told|asked) you (not to|to stop|to not) (message|text|contact|dm|bother|write|write to|msg|messaging|texting|writing)',
    '(told|asked) you (dont|stop)',
    '(remove|delete|take) my (number|name|contact)',
    '(remove|unsubscribe|take|delete) me from',
    'take me off',
    'unsubscribe me',
    'remove me',
    '(opt me|opt) out',
    '(delete|lose) my number',
    'no more (messages|texts|spam|dms)',
    '(dont|do not) want (to|) (hear from you|receive|get|any|your|these|more) (messages|texts|any|anymore|message|dms|spam)',
    '(dont|do not) want to hear from you',
    '(want|like|how|wish) to unsubscribe',
    'how (do|can) i (unsubscribe|opt out)',
    'cancel (my|the|) subscription',
    'unsubscribe from',
  ],
  denied: 'dont not never didnt doesnt did if unless without wouldnt isnt they people',
  links: 'you to ever want need please just let him her them anyone',
  orders: [
    '(dont|do not|never) (ever|) (message|text|contact|dm|bother|disturb|write|write to|msg|spam) me',
    '(dont|do not|never) (ever|) send me (messages|any|anything|texts|these|this|more)',
  ],
  subjects: 'you they we i he she people u who',
  turned: /^(?:until|before|tomorrow|tonight|today|while|unless|if|yet)$/,
  agreements: [
    'start',
    'unstop',
    'join',
    'subscribe',
    'optin',
    'opt in',
    'opt me in',
    'sign me up',
    'subscribe me',
    'count me in',
    'i want to join',
  ],
  yes: 'yes ok okay sure',
};
