"""The public names are those that are promised, and importing the package costs next to nothing."""

import resource
import subprocess
import sys

import territory


def test_all_public_names_exist():
    assert all(getattr(territory, name) for name in territory.__all__)
    assert sorted(territory.__all__) == territory.__all__


def test_the_verbs_stay_verbs_whatever_was_imported():
    import territory.pipeline

    assert all(callable(getattr(territory, name)) for name in territory.__all__)


def test_help_of_the_root_is_quick_and_imports_no_heavy_package():
    code = (
        "import sys; from territory.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'geopandas', 'folium', 'shapely', 'pydantic', 'numpy'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert done.returncode == 0, done.stderr
    assert min(took) < 0.3
