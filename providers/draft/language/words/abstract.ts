import { wordSet } from "./list.ts";

/** Nouns that nobody can draw, beside those told by their ending. */
export const ABSTRACT_NOUNS = wordSet(
  "time times day days night nights morning evening afternoon moment moments minute minutes hour hours week month months year years season seasons century age ages",
  "way ways part parts kind sort lot bit number series couple pair group side end ends start middle beginning top bottom front back center centre edge deepest",
  "life lives death love hope fear joy peace war truth secret secrets power powers strength courage wisdom magic luck fate destiny glory honour honor pride faith",
  "idea ideas plan plans thought thoughts mind memory memories dream dreams wish wishes vow vows promise will heart soul spirit voice name word words story stories legend legends myth tale tales history prophecy",
  "help advantage opportunity chance choice decision challenge challenges trial trials test tests mission quest journey adventure adventures trip search struggle fight battle game games match race win loss lead gap pressure attack attacks defense defence score scores point points tactics rhythm pace control performance mistake mark margin victory injury",
  "cause reason reasons result results effect effects problem problems answer answers question questions riddle riddles mystery curse spell difficulty difficulties danger dangers disaster catastrophe effort efforts patience determination coordination bravery energy force forces future past present loop cycle change changes rest world",
  "order rule rules sense state form shape size place places location view scene scenes sight sound sounds noise whisper whispers smell fragrance stench feeling feelings opinion opinions purpose origin trace traces rumors rumours knowledge experience actions action process work job task system systems thing things something anything nothing everything someone anyone everyone nobody one ones other others each all none self need condition premonition visions vision hallucinations phenomena consciousness sanity inheritance legacy wrath harm cost traits reflection breath breathing sleep hunger thirst silence darkness flow idleness burst phase serving set sets quarter half meters km eternity km/h",
  "pluck glow glimmer gleam surface horizon foam footprints footprint target targets interior exterior apocalypse invasion playing afar here there dark wind best eyes hurry price ears meal bite ingredient source sources encounter forward out beauty bloom travel ground unwell neck stop light serves breaks arc pointer pointers lead like image figure generation inside outside above below while handoff shoulder tactic serving blocks clear break hold gap goodness ingredients style fun summer winter spring autumn fall weekend minute second seconds today tomorrow yesterday home air wonder wonders attempt turn turns idea joke show music song songs arrival return goal goals finish half bend handoff sprint",
);

export const ABSTRACT_ENDING = /(?:ness|tion|sion|ment|ance|ence|ity|ship|ism|hood|dom|acy)s?$/;

/** Nouns with such an ending that can be drawn all the same. */
export const DRAWABLE_ANYWAY = wordSet(
  "city kingdom battleship spaceship starship steamship airship ship monument tournament ornament ornaments instrument instruments station stations constellation constellations train fountain mountain tent elephant plant plants university fence lion dungeon hippo moon balloon balloons decoration decorations mansion potion potions pavement garment apartment cement parchment regiment experiment equipment university ambulance invention pension cushion onion onions pigment pants ants vegetation plantation explosion procession",
);
