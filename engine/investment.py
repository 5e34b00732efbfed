"""Chinese investment: only a change from the stated inflow acts. Money in billions of US dollars a year.

Published evidence for an automatic effect of investment on trade is weak (an elasticity of at most 0.073, not
significant), so every link here is an assumption that the reader can set to nothing.
"""

import numpy as np


def fdi_change(fdi_inflow, fdi_stated):
    """Investment above what was stated [usd_bn/year]; negative where it is below.

    Equation: investment {fdi_inflow} − as stated {fdi_stated}
    """
    return fdi_inflow - fdi_stated


def fdi_capital(fdi_change, fdi_lag, elapsed):
    """Extra capital at work, by year [usd_bn]: the change, added up over the years that are longer ago than the lag.

    Equation: change {fdi_change} · (the larger of years {elapsed} − years to output {fdi_lag} and 0)
    """
    return fdi_change * np.maximum(elapsed - fdi_lag, 0.0)


def fdi_exports(fdi_capital, fdi_tradable_share, fdi_output_per_capital, fdi_export_share):
    """Exports to China from the extra capital, by year [usd_bn/year].

    Equation: capital {fdi_capital} · in tradable goods {fdi_tradable_share} · output per dollar {fdi_output_per_capital} ·
    sold to China {fdi_export_share}
    """
    return fdi_capital * fdi_tradable_share * fdi_output_per_capital * fdi_export_share


def fdi_equipment(fdi_change, fdi_equipment_from_china, elapsed):
    """Equipment bought in China for the extra investment, by year [usd_bn/year].

    Equation: change {fdi_change} · spent on Chinese equipment {fdi_equipment_from_china}
    Where elapsed is 0: 0, for the starting year is as it was counted
    """
    return fdi_change * fdi_equipment_from_china * (elapsed > 0)
