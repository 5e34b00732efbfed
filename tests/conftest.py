"""What all tests share."""

from functools import cache

from streamlit.components.v2 import manifest_scanner

# AppTest has Streamlit look through every installed package for components whenever an app starts. That was two thirds
# of a page's first run, and the packages stay the same while the tests run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
