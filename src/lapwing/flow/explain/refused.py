"""Why something seen was not coded: the reason, and what was weighed before it was turned down."""

from lapwing.flow.explain.case import Case, said
from lapwing.flow.explain.places import which
from lapwing.flow.explain.standing import without_each
from lapwing.model.explanation import Answer, Rival


def explain_refusal(case: Case, index: int) -> tuple[str, list[Answer]]:
    """The value and the answers for one refusal."""
    refusal = case.reading.refusals[index]
    answers = [
        Answer("Why not", "not coded", refusal.what, f"{refusal.reason[:1].upper()}{refusal.reason[1:]}.")
    ]
    if refusal.what == "place" and refusal.span is not None:
        answers += [which(case, name) for name in case.places.names_in(refusal.span)]
    if refusal.what == "event" and refusal.span is not None:
        seen = [a for a in case.layers.acts if a.trigger == refusal.span]
        rivals = tuple(Rival(f"{a.type} {said(a.trigger.text)} [{a.rule}]", None, False, a.refused or refusal.reason) for a in seen)  # fmt: skip
        otherwise = tuple(
            f"Without {said(word)}: {value}." for a in seen for word, value in without_each(case, a)
        )
        answers.append(Answer("What was seen", str(len(seen)), "acts", "What fitted the words before it was turned down.", rivals, otherwise))  # fmt: skip
    return f"{refusal.what}, not coded", answers
