"""What answers questions about places, away from the window's thread."""

from __future__ import annotations

import threading

from ...algorithms.workbench import explain_point, file_stamps, open_subject_of, place_name, warm


class Teller:
    """Holds the scenario that was asked about last; used by one thread at a time."""

    def __init__(self):
        self._lock = threading.Lock()
        self._subject, self._of, self._stamps, self._is_closed = None, None, None, False

    def tell(self, scenario, positions):
        """Name and explanation of each position; without any, get ready for the first."""
        with self._lock:
            try:
                subject = self._open(scenario)
                if not positions:
                    warm(subject)
                return [(place_name(subject, *p), explain_point(subject, *p)) for p in positions]
            finally:
                if self._is_closed:
                    self._let_go()

    def close(self):
        """Let go of files: now, or when the answer that is under way has been worked out."""
        self._is_closed = True
        if self._lock.acquire(blocking=False):
            self._let_go()
            self._lock.release()

    def _open(self, scenario):
        raw, folder, horizon = scenario
        of = self._of
        is_same = of is not None and of[0] is raw and of[1:] == (folder, horizon)
        if not is_same or file_stamps(self._subject.scenario) != self._stamps:
            self._let_go()
            self._subject = open_subject_of(raw, folder, horizon)
            self._of, self._stamps = scenario, file_stamps(self._subject.scenario)
        return self._subject

    def _let_go(self):
        subject, self._subject, self._of = self._subject, None, None
        if subject is not None:
            subject.close()
