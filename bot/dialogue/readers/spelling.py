"""Words that are nearly right: edit distance on a closed vocabulary."""

from collections.abc import Collection

_SHORT = 4


def distance(one: str, other: str, limit: int = 2) -> int:
    """The edit distance (a swap of neighbours counts once), or ``limit + 1`` when it is more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], earlier[j - 2] + 1)
    return min(row[-1], limit + 1)


def swapped(word: str, other: str) -> bool:
    """Whether two words differ in nothing but two neighbours that changed places ("wajogn")."""
    return len(word) == len(other) and sorted(word) == sorted(other) and distance(word, other, 1) == 1


def closest(word: str, vocabulary: Collection[str], limit: int = 1) -> str | None:
    """The word of a closed vocabulary that this one most likely is; words of four letters or fewer only exactly."""
    if word in vocabulary:
        return word
    if len(word) <= _SHORT:
        return None
    near = [(distance(word, known, limit), known) for known in vocabulary if len(known) > _SHORT]
    best = min(near, default=(limit + 1, ""))
    return best[1] if best[0] <= limit else None
