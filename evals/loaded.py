"""What every process of a trial needs: its import loads that, which the fork server does once."""

from evals import specimen

specimen.load()
