"""The same map in Streamlit: the script runs anew at each choice. Run by `streamlit run`."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # `streamlit run` knows this folder alone

from bench.peers.figure import SPLITS, figure, newest_month

st.set_page_config(layout="wide")
split = st.radio("split", SPLITS)
st.plotly_chart(figure(newest_month(), split), key="map")
