"""The door between the windows and the core: all that `ui/` may use of it, by name."""

from __future__ import annotations

from ..core.errors import Cancelled, InputError, OutputError, ScenarioError, WattbitError
from ..core.explain.apply import apply_change
from ..core.explain.explain import explain_point, warm
from ..core.explain.facts import Change, ConnectionFact, CriterionFact, Explanation, RuleFact
from ..core.explain.page import save_page
from ..core.explain.place import place_name
from ..core.explain.subject import Subject, open_subject, open_subject_of
from ..core.explain.words import Words
from ..core.live.colour import difference_rgba, rgba
from ..core.live.judgements import LiveWeights, Worst, ahp_live, best_worst_live, ranks_live
from ..core.live.mask import RuleLoss
from ..core.live.preview import Preview, Totals, Update, open_preview
from ..core.live.store import file_stamps
from ..core.preflight.check import check_scenario
from ..core.scenario.read import build_scenario, load_scenario, parse_json, scenario_at

#: What each is for, in one line.
NAMES = {
    "Cancelled": "Raised when the progress callable has returned False.",
    "Change": "The smallest change that makes a place eligible.",
    "ConnectionFact": "A connection near a place, and what keeps it from serving.",
    "CriterionFact": "What a criterion says of a place.",
    "Explanation": "All facts of one place.",
    "InputError": "An input cannot be used; str() is one sentence for the user.",
    "LiveWeights": "Weights by id, their consistency ratio and the worst judgement.",
    "OutputError": "A result cannot be written.",
    "Preview": "A scenario held on a coarse grid: update(raw), suitability, state, score, raw, histogram, rules, at.",
    "RuleFact": "A rule that excludes a place or does not know it.",
    "RuleLoss": "Hectares that a rule takes, takes alone, and does not know.",
    "ScenarioError": "A scenario has faults, listed in faults, each with its place.",
    "Subject": "A scenario prepared for questions; close() it.",
    "Totals": "Hectares eligible, excluded, not assessed.",
    "Update": "What an edit came to: needs_rebuild, changed, what.",
    "WattbitError": "Base of every error raised on purpose.",
    "Words": "Facts as sentences, in English or Japanese.",
    "Worst": "The judgement that contradicts the others most, and the value that they imply.",
    "ahp_live": "Weights, consistency ratio and worst judgement of pairwise judgements.",
    "apply_change": "The scenario with the smallest change made.",
    "best_worst_live": "Weights and consistency ratio by the best-worst method.",
    "build_scenario": "A scenario of parsed JSON, or every fault of it.",
    "check_scenario": "Findings of the pre-flight on a scenario file.",
    "difference_rgba": "Pixels of the difference of two previews.",
    "explain_point": "Explain the cell at a position, in any CRS.",
    "file_stamps": "When the files of a scenario were last written, and how large they are.",
    "load_scenario": "Read a scenario file: the scenario and its parsed JSON.",
    "open_preview": "Compute a preview, in the background; reuse= takes over what is the same.",
    "open_subject": "Prepare a scenario file for questions.",
    "open_subject_of": "Prepare parsed JSON for questions.",
    "parse_json": "Parse the bytes of a scenario file strictly.",
    "place_name": "Name of the area that holds a position.",
    "ranks_live": "Weights of ranks.",
    "rgba": "Pixels of a preview for QImage.Format_ARGB32_Premultiplied.",
    "save_page": "Write explanations as one HTML page.",
    "scenario_at": "A scenario of parsed JSON as it stands at one horizon.",
    "warm": "Prepare a subject so that the first answer is fast too.",
}

__all__ = [
    "NAMES",
    "Cancelled",
    "Change",
    "ConnectionFact",
    "CriterionFact",
    "Explanation",
    "InputError",
    "LiveWeights",
    "OutputError",
    "Preview",
    "RuleFact",
    "RuleLoss",
    "ScenarioError",
    "Subject",
    "Totals",
    "Update",
    "WattbitError",
    "Words",
    "Worst",
    "ahp_live",
    "apply_change",
    "best_worst_live",
    "build_scenario",
    "check_scenario",
    "difference_rgba",
    "explain_point",
    "file_stamps",
    "load_scenario",
    "open_preview",
    "open_subject",
    "open_subject_of",
    "parse_json",
    "place_name",
    "ranks_live",
    "rgba",
    "save_page",
    "scenario_at",
    "warm",
]  # fmt: skip
