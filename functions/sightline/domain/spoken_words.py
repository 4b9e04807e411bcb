"""256 short plain words: known to all, hard to mishear on a bad line, none that frightens.

The list is part of what citizens are told, so it changes only by a commit.
"""

_LIST = """
abbey acorn almond amber anchor anvil apple apron arcade arrow aspen attic autumn badge badger bakery bamboo
banjo barrel basil basket beacon beaver beetle bison bottle branch bridge bronze bubble bucket buckle butter
button cabin cactus camel candle canoe canvas cargo carpet carrot castle cedar ceiling celery chalk cheese
cherry chimney circle citrus clover cobalt cobble coconut coffee collar comet compass copper coral corner
cottage cotton crayon crystal cushion custard daisy denim desert diamond dolphin domino dragon eagle easel
ember engine fabric falcon farmer feather fennel ferry fiddle flannel flower forest fossil galaxy gallery
garden garlic ginger giraffe glacier golden gravel guitar hammer hamster harbour harvest helmet heron hollow
honey hotel igloo island ivory jacket jasmine jelly jersey jigsaw jungle juniper kayak kettle kitchen kitten
ladder lantern leather lemon lettuce lily linen lizard lobster magnet mango maple marble market marmot meadow
melon meteor mirror mitten monkey muffin mustard napkin nectar needle nettle nugget nutmeg oatmeal ocean olive
onion orange orchard orchid otter paddle paddock painter pancake panda papaya paper parcel parrot parsley
pastry peanut pebble pelican pencil penguin pepper piano picnic pigeon pillow pilot planet plumber pocket pony
poppy potato pumpkin puppet puzzle quartz rabbit radio radish rainbow raisin rhubarb ribbon river robin rocket
rooster saddle saffron sailor salad salmon sandal scarlet sherbet shuttle silver spaniel sparrow spinach
sponge sugar summer sunset table tailor teacup teapot thimble thistle ticket tiger timber toffee tomato topaz
trumpet tulip tunnel turnip turtle valley vanilla velvet violet violin waffle walnut walrus water willow
window winter wizard wombat yellow yogurt zebra
"""

WORDS = tuple(_LIST.split())
