import { words } from "./fold-word.ts";

/**
 * Twelve groups a language, January first, spelled as `foldWord` leaves them: without hamza, nukta or vowel signs, too.
 * No word stands for two months in different languages: a test sees to it.
 */
export const MONTH_TABLE = {
  nl: "januari jan,februari feb febr,maart mrt maa,april apr,mei,juni jun,juli jul,augustus aug,september sep sept,oktober okt,november nov,december dec",
  en: "january jan,february feb febr,march mar,april apr,may,june jun,july jul,august aug,september sep sept,october oct,november nov,december dec",
  de: "januar jan janner jaenner jan,februar feb feber,marz maerz mar mrz,april apr,mai,juni jun,juli jul,august aug,september sep sept,oktober okt,november nov,dezember dez",
  fr: "janvier janv jan,fevrier fevr fev,mars,avril avr,mai,juin,juillet juil juill,aout aou,septembre sept,octobre oct,novembre nov,decembre dec",
  fy: "jannewaris jannewari,febrewaris febrewari,maart mrt,april,maaie,juny,july,augustus,septimber,oktober,novimber,desimber",
  es: "enero ene,febrero feb,marzo mar,abril abr,mayo may,junio jun,julio jul,agosto ago,septiembre setiembre sept,octubre oct,noviembre nov,diciembre dic",
  it: "gennaio gen,febbraio feb,marzo mar,aprile apr,maggio mag,giugno giu,luglio lug,agosto ago,settembre sett set,ottobre ott,novembre nov,dicembre dic",
  pt: "janeiro jan,fevereiro fev,marco mar,abril abr,maio mai,junho jun,julho jul,agosto ago,setembro set,outubro out,novembro nov,dezembro dez",
  da: "januar jan,februar feb,marts mar,april apr,maj,juni jun,juli jul,august aug,september sep,oktober okt,november nov,december desember dec des",
  sv: "januari jan,februari feb,mars mar,april apr,maj,juni jun,juli jul,augusti aug,september sep,oktober okt,november nov,december dec",
  nb: "januar jan,februar feb,mars mar,april apr,mai,juni jun,juli jul,august aug,september sep sept,oktober okt,november nov,desember des",
  fi: "tammikuuta tammikuu tammik,helmikuuta helmikuu helmik,maaliskuuta maaliskuu maalisk,huhtikuuta huhtikuu huhtik,toukokuuta toukokuu toukok,kesakuuta kesakuu kesak,heinakuuta heinakuu heinak,elokuuta elokuu elok,syyskuuta syyskuu syysk,lokakuuta lokakuu lokak,marraskuuta marraskuu marrask,joulukuuta joulukuu jouluk",
  cs: "ledna leden led,unora unor uno,brezna brezen bre,dubna duben dub,kvetna kveten kve,cervna cerven cvn,cervence cervenec cvc,srpna srpen srp,zari zar,rijna rijen rij,listopadu listopad lis,prosince prosinec",
  pl: "stycznia styczen sty,lutego luty lut,marca marzec mar,kwietnia kwiecien kwi,maja maj,czerwca czerwiec cze,lipca lipiec lip,sierpnia sierpien sie,wrzesnia wrzesien wrz,pazdziernika pazdziernik paz,listopada listopad lis,grudnia grudzien gru",
  tr: "ocak oca,subat sub,mart mar,nisan nis,mayıs mayis may,haziran haz,temmuz tem,agustos agu,eylul eyl,ekim eki,kasım kasim kas,aralık aralik ara",
  ru: "января январь янв,февраля февраль февр фев,марта март мар,апреля апрель апр,мая маи,июня июнь июн,июля июль июл,августа август авг,сентября сентябрь сент сен,октября октябрь окт,ноября ноябрь нояб ноя,декабря декабрь дек",
  uk: "січня січень січ,лютого лютии лют,березня березень бер,квітня квітень квіт,травня травень трав,червня червень черв,липня липень лип,серпня серпень серп,вересня вересень вер,жовтня жовтень жовт,листопада листопад лист,грудня грудень груд",
  bg: "януари,февруари,март,април,маи,юни,юли,август,септември,октомври,ноември,декември",
  ro: "ianuarie ian,februarie feb,martie,aprilie apr,mai,iunie iun,iulie iul,august,septembrie sept,octombrie oct,noiembrie,decembrie dec",
  hu: "januar jan,februar febr,marcius marc,aprilis apr,majus,junius jun,julius jul,augusztus aug,szeptember szept,oktober okt,november nov,december dec",
  id: "januari jan,februari feb,maret,april apr,mei,juni jun,juli jul,agustus agu,september sep,oktober okt,november nov,desember des",
  el: "ιανουαριου ιανουαριος ιαν,φεβρουαριου φεβρουαριος φεβ,μαρτιου μαρτιος μαρ,απριλιου απριλιος απρ,μαιου μαιος μαι,ιουνιου ιουνιος ιουν,ιουλιου ιουλιος ιουλ,αυγουστου αυγουστος αυγ,σεπτεμβριου σεπτεμβριος σεπ σεπτ,οκτωβριου οκτωβριος οκτ,νοεμβριου νοεμβριος νοε νοεμ,δεκεμβριου δεκεμβριος δεκ",
  he: "ינואר בינואר,פברואר בפברואר,מרץ במרץ מרס במרס,אפריל באפריל,מאי במאי,יוני ביוני,יולי ביולי,אוגוסט באוגוסט,ספטמבר בספטמבר,אוקטובר באוקטובר,נובמבר בנובמבר,דצמבר בדצמבר",
  ar: "يناير جانفي,فبراير فيفري شباط,مارس اذار,ابريل افريل نيسان,مايو ماي ايار,يونيو يونيه جوان حزيران,يوليو يوليه جويلية تموز,اغسطس اوت اب,سبتمبر ايلول,اكتوبر,نوفمبر,ديسمبر",
  hi: "जनवर,फरवर,मरच,अपरल,मई,जन,जलई,अगसत,सतबर सतमबर,अकटबर अकतबर,नवबर नवमबर,दसबर दसमबर",
} as const;

/** Month number, from 1, by folded word. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  Object.values(MONTH_TABLE).flatMap((groups) =>
    groups.split(",").flatMap((group, index) => group.split(" ").map((word) => [word, index + 1] as const)),
  ),
);

/** Words that are a month only behind the figure of a day: elsewhere they are common words of some language ("Sie 2024"). */
export const MONTHS_BEHIND_DAYS = words(
  "ara bre cze dub eki gru haz kas kve kwi led lip lis lut nis oca sie srp sty sub tem uno zar",
);

/** Weekdays tell nothing that the date does not; they are only known so as to be passed over. */
export const WEEKDAYS = words(`
  maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo maa din woe don vri vrij zat zon
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
  montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo mi fr sa so mit
  lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
  moandei tiisdei woansdei tongersdei freed sneon snein
  lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom
  lunedi martedi mercoledi giovedi venerdi sabato domenica gio
  segunda terca quarta quinta sexta feira
  mandag tirsdag onsdag torsdag fredag lørdag søndag tisdag lordag sondag man tir tis ons tor fre lør søn lor son tors
  poniedziałek poniedzialek wtorek sroda srode czwartek piatek sobota sobote niedziela niedziele pon wt sr czw pt sob niedz
  maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
  maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
  pondeli utery streda ctvrtek patek nedele
  pazartesi salı sali carsamba persembe cuma cumartesi pazar
  понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
  понеділок вівторок середа четвер п'ятниця пʼятниця субота неділя
  vasarnap hetfo kedd szerda csutortok pentek szombat luni marti miercuri joi vineri sambata duminica
  κυριακη δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο
  الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت
  समवर मगलवर बधवर गरवर शकरवर शनवर रववर`);

/** What follows the figure of a day: 25e, 1er, 25th, 1º. */
export const ORDINALS = words("e de ste er eme ieme st nd rd th º ª");

/** Between day, month and year: 25 de enero de 2018, the 25th of January. */
export const DATE_JOINERS = words("de of van del");

/** Before a date, within it: donderdag de 25e, le jeudi 25. */
export const DATE_ARTICLES = words("de den der the le el");

/** Between date and time: om 14.05 uur, um, at, à, "Tijd:". `t` is the T of ISO 8601. */
export const CLOCK_JOINERS = words(
  "om um at a te ab kl klo klokken ore alle las as tijd tijdstip time uhrzeit t o godz godzina godzinie v ve saat в о об r roku г года р року",
);

/** Between a time and the date that follows it: 14:05 op 25 januari. */
export const CLOCK_THEN_DATE = words("op on am le del of");

/** Minutes east of UTC, or the IANA zone where the letters do not say whether it is summer. Upper case only: "est" is French. */
export const ZONE_LETTERS: ReadonlyMap<string, number | string> = new Map<string, number | string>([
  ["Z", 0],
  ["UTC", 0],
  ["GMT", 0],
  ["UT", 0],
  ["WET", 0],
  ["WEST", 60],
  ["BST", 60],
  ["CET", 60],
  ["MEZ", 60],
  ["CEST", 120],
  ["MESZ", 120],
  ["EET", 120],
  ["EEST", 180],
  ["EDT", -240],
  ["EST", -300],
  ["CDT", -300],
  ["CST", -360],
  ["MDT", -360],
  ["MST", -420],
  ["PDT", -420],
  ["PST", -480],
  ["ET", "America/New_York"],
  ["CT", "America/Chicago"],
  ["MT", "America/Denver"],
  ["PT", "America/Los_Angeles"],
]);
