"""A routine as a person might write it, for tests that break it in one place."""

OWN = """\
id = "wrist-circles"
kind = "hip"
region = "whole"
stage = 0
places = ["standing"]
discreet = 2
effort = 1
on_feet = "full"

[title]
ja = "手首まわし"
en = "Wrist circles"

[[steps]]
seconds = 10
ja = "立つ"
en = "Stand"

[[steps]]
seconds = 50
ja = "手首をゆっくり回す"
en = "Circle the wrists slowly"

[cue]
ja = "ゆっくり"
en = "Slowly"

[aim]
ja = "手首をゆるめる"
en = "Loosen the wrists"

[feel]
ja = "軽さ"
en = "Lightness"

[avoid]
ja = "急ぐ"
en = "Hurrying"

[easier]
ja = "小さく回す"
en = "Smaller circles"

[easier.dose]
ja = "50秒"
en = "50 s"

[easier.cue]
ja = "小さく"
en = "Small"

[[easier.steps]]
seconds = 10
ja = "立つ"
en = "Stand"

[[easier.steps]]
seconds = 50
ja = "手首を小さく回す"
en = "Circle the wrists a little"
"""
