"""Whether a word is a Vietnamese syllable: how encodings are told from each other.

Bytes of an unknown encoding are read in each way that is possible, and the way that gives
real syllables is the right one. The list of rhymes is the school grammar's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSETS = "ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x"
_RHYMES = (
    "a ac ach ai ak am an ang anh ao ap at au ay ă ăc ăk ăm ăn ăng ăp ăt "
    "âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oan oang oanh oao oat oay oăc oăn oăng oăt oc oe oen oeo oet oi om on "
    "ong ooc oong op ot ô ôc ôi ôk ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uênh uêch ui um un ung uơ uôc uôi uôm uôn uông uôt up ut "
    "uy uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt "
    "ươu ưt ưu y yêm yên yêng yêt yêu yt ynh"
)
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{'|'.join(_RHYMES.split())})")


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """Whether a word could stand in a Vietnamese text; capitals and tone places do not matter."""
    parts = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONES.subn("", parts)
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))
