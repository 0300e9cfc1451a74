package app.baohao

import android.content.Intent
import app.baohao.ui.SimActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** What Baohao doesn't do itself: it says so, and opens what does. */
@RunWith(BaohaoRunner::class)
class OtherWaysTest {
    @get:Rule val handset = Handset()

    @Test fun whatIsDoneElsewhereIsToldWithHowSureThatIs() {
        val screen = handset.open(SimActivity.of(handset.app, handset.addSmart()))
        screen.mustSay(R.string.other_ways)
        screen.mustSay(R.string.channel_shop)
        screen.mustSay(R.string.channel_wallet, "Wing")
        screen.mustSay(R.string.channel_app, "SmartNas")
        screen.mustSay(R.string.recipient_unknown)
        screen.mustSay(R.string.confidence_unconfirmed)
    }

    @Test fun aMenuGoesToTheDiallerAndIsNotAskedOfThePlatform() {
        val preview = handset.openPreview(handset.addSmart(), "kh.stop-services")
        preview.mustSay(R.string.menu_in_dialler)
        assertNull("Android can't walk a menu", preview.button(R.string.dial_now))
        preview.tap(R.string.use_dialler)
        val dialler = checkNotNull(preview.started())
        assertEquals(Intent.ACTION_DIAL, dialler.action)
        assertEquals("tel:*1200%23", dialler.dataString)
    }
}
