import os


def out_path(name):
    folder = os.path.join(os.path.dirname(__file__), 'rendered')
    if not os.path.isdir(folder):
        os.makedirs(folder)
    return os.path.join(folder, name)


def render(target, width, height):
    with open(target, 'w') as fp:
        fp.write('<svg width="%d" height="%d"/>' % (width, height))


def test_square():
    target = out_path('badge.svg')
    render(target, 16, 16)
    with open(target) as fp:
        assert fp.read().count('16') == 2


def test_wide():
    render(out_path('badge.svg'), 64, 8)
    with open(out_path('badge.svg')) as fp:
        assert 'width="64"' in fp.read()
