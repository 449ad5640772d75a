"""Writes the arrays beside this file: python make_arrays.py, with NumPy 2.4.6."""

import numpy as np

SMALL = [[0, 1], [2, 3], [100, 1]]

for kind in ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]:
    array = np.array(SMALL).astype(kind)
    np.save(f"type-{array.dtype.name}.npy", array)
    if array.dtype.itemsize > 1:
        np.save(f"type-{array.dtype.name}-big-endian.npy", array.astype(">" + kind))

for version in [(1, 0), (2, 0), (3, 0)]:
    with open(f"version-{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, np.array(SMALL, dtype="f4"), version=version)

np.save("order-fortran.npy", np.asfortranarray(np.array(SMALL, dtype="f8")))
images = np.arange(3 * 2 * 4, dtype="u1").reshape(3, 2, 4)
np.save("rank-1.npy", np.array([1.5, 2.5, -1.0]))
np.save("rank-3.npy", images)
np.save("rank-3-fortran.npy", np.asfortranarray(images))
np.save("rank-4-fortran.npy", np.asfortranarray(images.reshape(3, 2, 2, 2)))
np.save("not-finite-nan.npy", np.array([[1.0, np.nan], [2.0, 3.0]]))
np.save("not-finite-infinity.npy", np.array([[1.0, 2.0], [-np.inf, 3.0]]))
np.save("beyond-float32.npy", np.array([[1.0, 2.0], [1e39, 3.0]]))
np.save("large-int64.npy", np.array([16777217, 16777216, 2**53 + 1, -(2**63)], dtype="i8"))
np.save("large-uint64.npy", np.array([2**64 - 1, 2**63, 1], dtype="u8"))
np.save("tiny-float64.npy", np.array([1e-300, 1.0, 0.0]))

np.save("refused-object.npy", np.array([{"a": 1}, None], dtype=object), allow_pickle=True)
np.save("refused-structured.npy", np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]))
np.save("refused-text.npy", np.array(["a", "bc"]))
np.save("refused-text-8.npy", np.array(["abcdefgh", "b"]))
np.save("refused-bytes.npy", np.array([b"a", b"bc"]))
np.save("refused-datetime.npy", np.array(["2024-01-05"], dtype="M8[D]"))
np.save("refused-complex.npy", np.array([1 + 2j]))
np.save("refused-longdouble.npy", np.array([1, 2], dtype=np.longdouble))
np.save("refused-scalar.npy", np.array(1.0))
np.save("refused-rank-5.npy", np.zeros((1, 1, 1, 1, 1)))
np.save("empty-vector.npy", np.zeros(0))
np.save("empty-matrix.npy", np.zeros((0, 10)))
np.save("empty-rows.npy", np.zeros((5, 0)))

x = np.array(SMALL, dtype="f4")
labels = np.array([0, 1, 2])
np.savez("stored.npz", x=x, y=labels)
np.savez_compressed("deflated.npz", x=x, y=labels)
np.savez_compressed("deflated-fortran.npz", X=np.asfortranarray(x), y=np.array([0.5, 1.5, 2.0]))
np.savez("images.npz", x=images, y=np.array([7, 3, 7]))
np.savez("several-targets.npz", x=x, y=x.astype("f8") * 2)
np.savez("refused-x-alone.npz", x=x)
np.savez("refused-other.npz", x=x, y=labels, z=x)
np.savez("refused-lengths.npz", x=x, y=labels[:2])
np.savez("refused-object.npz", x=x, y=np.array(["a", None, "b"], dtype=object))
np.savez("refused-target-images.npz", x=x, y=images)

# One table of numbers, written twice: the other formats are made of the CSV file in the tests.
random = np.random.default_rng(4)
rows = 300
table = np.column_stack([
    random.normal(20, 5, rows).round(3),
    random.integers(0, 256, rows),
    random.integers(-1000, 1000, rows),
    random.lognormal(0, 4, rows),
    np.arange(rows) % 3,
])
table[::7, 0] = np.nan
np.save("table.npy", table)
with open("table.csv", "w") as file:
    file.write("column1,column2,column3,column4,column5\n")
    for row in table:
        cells = ["" if np.isnan(v) else repr(int(v)) if v == int(v) else repr(float(v)) for v in row]
        file.write(",".join(cells) + "\n")
